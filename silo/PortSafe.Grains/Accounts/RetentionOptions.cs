using Microsoft.Extensions.Options;

namespace PortSafe.Grains.Accounts;

/// <summary>The section <c>Retention</c> of the configuration: how long what names people is kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How long after an account is taken away the person is wiped, in years: 1 to 10.</summary>
    public int RevokedYears { get; set; } = 2;

    /// <summary>How long after an invitation that nobody accepted has run out the person is wiped, in days: 1 to 365.</summary>
    public int InvitationDays { get; set; } = 90;

    /// <summary>How long addresses and browsers are kept after they were last seen, and ended sessions with them, in days: 7 to 365.</summary>
    public int OriginDays { get; set; } = 90;

    /// <summary>How long the words that people write are kept, in years: 1 to 20.</summary>
    public int TextYears { get; set; } = 7;

    /// <summary>How long names, addresses and words of an application are kept after it was decided, in days: 30 to 3650.</summary>
    public int ApplicationDays { get; set; } = 365;
}

/// <summary>Refuses to start on settings that cannot hold, and says which one to change.</summary>
internal sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var faults = new List<string>();
        Check(options.RevokedYears, 1, 10, nameof(options.RevokedYears));
        Check(options.InvitationDays, 1, 365, nameof(options.InvitationDays));
        Check(options.OriginDays, 7, 365, nameof(options.OriginDays));
        Check(options.TextYears, 1, 20, nameof(options.TextYears));
        Check(options.ApplicationDays, 30, 3650, nameof(options.ApplicationDays));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(int value, int least, int most, string setting)
        {
            if (value < least || value > most)
                faults.Add($"{RetentionOptions.Section}:{setting} must be {least} to {most}.");
        }
    }
}
