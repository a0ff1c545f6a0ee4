using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;
using KnownMilestone = PortSafe.Domain.Schemes.Milestone;

namespace PortSafe.Dashboard.Ports;

/// <summary>Says of an entry that it was a mistake: why, then once more with what follows from it.</summary>
public sealed class StrikeEntryModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    private const int MaxReason = 500;

    [BindProperty(SupportsGet = true, Name = "sequence")]
    public int Sequence { get; set; }

    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    [BindProperty(Name = "checked")]
    public bool IsConfirmed { get; set; }

    public HistoryLine Line { get; private set; } = null!;

    /// <summary>Whether the reason is given and what follows is shown.</summary>
    public bool IsChecked { get; private set; }

    /// <summary>The milestone of the entry, where it says that one was reached which can be said to hold no longer.</summary>
    public KnownMilestone? Milestone => Entry?.Event is MilestoneRecorded recorded && Status.Milestones.Any(item => item.Milestone == recorded.Milestone && item.MayWithdraw())
        ? recorded.Milestone
        : null;

    /// <summary>What striking the entry does to the scheme of today.</summary>
    public string Effect { get; private set; } = "";

    private HistoryEntry? Entry => Entries.FirstOrDefault(entry => entry.Sequence == Sequence);

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } refused)
            return refused;
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError("reason", "Enter why it was a mistake.");
        else if (Reason.Length > MaxReason)
            ModelState.AddModelError("reason", $"Enter a reason of at most {MaxReason} characters.");
        if (!ModelState.IsValid)
            return Page();
        if (!IsConfirmed)
        {
            (IsChecked, Effect) = (true, EffectOf());
            return Page();
        }
        var result = await Grain.WithdrawEntryAsync(new WithdrawEntry(Sequence, Reason!), Actor, Gone);
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = "Entry struck. It stays in the history, struck through.";
        return LocalRedirect($"{Links.PortHistory(Status.Locode)}#entry-{Sequence}");
    }

    /// <summary>Reads the entry, or says why it cannot be struck.</summary>
    private async Task<IActionResult?> FindAsync()
    {
        if (Entry is not { } entry)
            return NotFound();
        Line = (await LinesAsync([entry]))[0];
        if (Line.MayStrike)
            return null;
        // One that is struck already leads back to where it says so.
        return entry.WithdrawnBy is not null ? LocalRedirect($"{Links.PortHistory(Status.Locode)}#entry-{Sequence}") : Refuse(Authority.Refusal);
    }

    private string EffectOf()
    {
        var without = Entries.OrderBy(entry => entry.Sequence).Select(entry => entry.Event).Append(new EntryWithdrawn(Line.At, Sequence, Reason!));
        var after = SchemeFacts.From([.. without], Today);
        List<string> changes = [];
        if (Stages.Of(after) is { } stage && stage != Status.Stage)
            changes.Add($"the scheme from “{Status.Stage?.Title}” to “{stage.Title}”");
        if (Score.Of(after) is var score && score.Rounded != Status.Score.Rounded)
            changes.Add($"the score of today from {Words(Status.Score)} to {Words(score)}");
        return changes.Count == 0 ? "The stage and the score of today stay as they are." : $"This changes {string.Join(", and ", changes)}.";
    }

    private static string Words(Score score) => score.Rounded is { } value ? $"{value}" : "none";
}
