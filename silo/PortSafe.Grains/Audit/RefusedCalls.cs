using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Audit;

/// <summary>Logs the calls to grains that were refused because the actor may not make them. Every engine tells it of each call that ended.</summary>
public sealed class RefusedCalls(AuditRefusals refusals)
{
    public const string Action = "call-refused";

    /// <param name="contract">The grain's interface.</param>
    /// <param name="arguments">Those of the call; whoever is the <see cref="Actor"/> among them made it.</param>
    /// <param name="outcome">What it answered; null where the answer cannot be a refusal.</param>
    public async Task LogAsync(Type contract, string key, string method, IReadOnlyList<object?> arguments, IMayFail? outcome, CancellationToken ct)
    {
        if (outcome?.Error is { Kind: ErrorKind.Forbidden } && arguments.OfType<Actor>().FirstOrDefault() is { } by)
            await refusals.RecordAsync(by, Action, $"{KindOf(contract)}:{key}", Kebab(method.Replace("Async", "", StringComparison.Ordinal)), ct);
    }

    /// <summary>The noun of a grain's interface: <c>port</c> of <c>IPortGrain</c>.</summary>
    private static string KindOf(Type contract) => Kebab(contract.Name[1..].Replace("Grain", "", StringComparison.Ordinal));

    private static string Kebab(string name) =>
        string.Concat(name.Select((character, index) => char.IsUpper(character) && index > 0 ? $"-{char.ToLowerInvariant(character)}" : $"{char.ToLowerInvariant(character)}"));
}
