namespace PortSafe.Api;

/// <summary>What went wrong, as problem details (RFC 9457). The members that every problem has; some have more.</summary>
/// <param name="Title">What sort of thing went wrong, the same each time.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="Code">Stable, in kebab case, for programs.</param>
internal record ApiProblem(string Title, int Status, string Detail, string Code)
{
    public const string MediaType = "application/problem+json";

    /// <summary>The member, parameter or column at fault, where there is one.</summary>
    public string? Field { get; init; }
}

/// <summary>A body that is not what the address takes.</summary>
/// <param name="Errors">Each member that is missing, unknown or wrong; absent where the rule that is broken is one of several members together.</param>
internal sealed record BodyProblem(string Title, int Status, string Detail, string Code, IReadOnlyList<BodyFault>? Errors) : ApiProblem(Title, Status, Detail, Code);
