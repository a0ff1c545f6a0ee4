using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>Asks for a frozen release to be withdrawn, as the first of two people.</summary>
public sealed class WithdrawModel(IGrains grains) : ReleaseAct(grains)
{
    /// <summary>The code of what everyone will be told.</summary>
    [BindProperty(Name = "announcement")]
    public string? Reason { get; set; }

    protected override string DoneText => "You asked to withdraw this release. Another JMSC administrator must confirm it.";

    protected override string? WhyNot(ReleaseView release) =>
        release.State != ReleaseState.Frozen ? "Only a frozen release can be withdrawn." :
        release.Withdrawal is not null ? "Somebody has asked to withdraw this release already." : null;

    protected override IEnumerable<Error> Faults()
    {
        if (!WithdrawalReason.TryParse(Reason, null, out _))
            yield return Error.Invalid("withdrawal-reason", "Select what everyone will be told.", "announcement");
        if (string.IsNullOrWhiteSpace(Note))
            yield return Error.Invalid("note-missing", "Say what is wrong, for the person who confirms it.", "note");
    }

    protected override Task<Result<ReleaseView>> ActAsync() => Grain.AskToWithdrawAsync(WithdrawalReason.Parse(Reason!), Note!, Actor, Gone);
}
