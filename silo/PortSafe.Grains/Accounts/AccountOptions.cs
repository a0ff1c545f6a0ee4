using Microsoft.Extensions.Options;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>The section <c>Accounts</c> of the configuration: for how long people stay signed in.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>How long a browser stays signed in without a request, in minutes: 5 to 1,440.</summary>
    public int IdleMinutes { get; set; } = 480;

    /// <summary>How long it stays signed in at all, in hours: 1 to 168.</summary>
    public int AbsoluteHours { get; set; } = 24;

    /// <summary>As <see cref="IdleMinutes"/>, of the police: 1 to 30.</summary>
    public int JmscIdleMinutes { get; set; } = 30;

    /// <summary>As <see cref="AbsoluteHours"/>, of the police: 1 to 12.</summary>
    public int JmscAbsoluteHours { get; set; } = 12;

    public TimeSpan IdleLimit(Role role) => TimeSpan.FromMinutes(role.IsJmsc ? JmscIdleMinutes : IdleMinutes);

    public TimeSpan AbsoluteLimit(Role role) => TimeSpan.FromHours(role.IsJmsc ? JmscAbsoluteHours : AbsoluteHours);
}

/// <summary>Refuses to start on settings that cannot hold, and says which one to change.</summary>
internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        string?[] faults =
        [
            Fault(nameof(AccountOptions.IdleMinutes), options.IdleMinutes, 5, 1440),
            Fault(nameof(AccountOptions.AbsoluteHours), options.AbsoluteHours, 1, 168),
            Fault(nameof(AccountOptions.JmscIdleMinutes), options.JmscIdleMinutes, 1, 30),
            Fault(nameof(AccountOptions.JmscAbsoluteHours), options.JmscAbsoluteHours, 1, 12),
        ];
        return faults.OfType<string>().ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found) : ValidateOptionsResult.Success;
    }

    private static string? Fault(string setting, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{AccountOptions.Section}:{setting} must be {least} to {most}.";
}
