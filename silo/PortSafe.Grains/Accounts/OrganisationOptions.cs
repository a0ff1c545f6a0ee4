using Microsoft.Extensions.Options;

namespace PortSafe.Grains.Accounts;

/// <summary>The section <c>Accounts:Organisation</c>: an OpenID Connect provider whose people may sign in with its accounts.</summary>
public sealed class OrganisationOptions
{
    public const string Section = "Accounts:Organisation";

    /// <summary>How people know it, as in “Sign in with Example Police”: 1 to 60 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The provider's issuer address: https, or on this machine http. Nothing means that there is no provider.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>The claim of the identity token that tells of a second factor (RFC 8176 for <c>amr</c>).</summary>
    public string SecondFactorClaim { get; set; } = "amr";

    /// <summary>What that claim must hold.</summary>
    public string SecondFactorValue { get; set; } = "mfa";

    public bool IsConfigured => Authority.Length > 0;
}

/// <summary>Refuses to start on a provider that cannot be used, and says which setting to change.</summary>
internal sealed class OrganisationOptionsValidator : IValidateOptions<OrganisationOptions>
{
    private const int MaxName = 60;

    public ValidateOptionsResult Validate(string? name, OrganisationOptions options)
    {
        if (!options.IsConfigured)
            return ValidateOptionsResult.Success;
        string?[] faults =
        [
            options.Name.Length is >= 1 and <= MaxName ? null : Fault(nameof(options.Name), $"must have 1 to {MaxName} characters"),
            IsAddress(options.Authority) ? null : Fault(nameof(options.Authority), "must be an https address"),
            options.ClientId.Length > 0 ? null : Fault(nameof(options.ClientId), "is missing"),
            options.ClientSecret.Length > 0 ? null : Fault(nameof(options.ClientSecret), "is missing"),
            options.SecondFactorClaim.Length > 0 ? null : Fault(nameof(options.SecondFactorClaim), "is missing"),
            options.SecondFactorValue.Length > 0 ? null : Fault(nameof(options.SecondFactorValue), "is missing"),
        ];
        return faults.OfType<string>().ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static string Fault(string setting, string complaint) => $"{OrganisationOptions.Section}:{setting} {complaint}.";
}
