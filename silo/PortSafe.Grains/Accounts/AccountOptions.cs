using Microsoft.Extensions.Options;

namespace PortSafe.Grains.Accounts;

/// <summary>The section <c>Accounts</c> of the configuration.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>How long a sign-in link can be used, in minutes: 1 to 1,440.</summary>
    public int SignInLinkMinutes { get; set; } = 15;

    /// <summary>How long a browser stays signed in without a request, in minutes: 5 to 1,440.</summary>
    public int IdleMinutes { get; set; } = 480;
}

/// <summary>Refuses to start on settings that cannot hold, and says which one to change.</summary>
internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var faults = new List<string>();
        if (options.SignInLinkMinutes is < 1 or > 1440)
            faults.Add("Accounts:SignInLinkMinutes must be 1 to 1440.");
        if (options.IdleMinutes is < 5 or > 1440)
            faults.Add("Accounts:IdleMinutes must be 5 to 1440.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
