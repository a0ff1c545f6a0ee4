using PortSafe.Data;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>One step on a release's way to being frozen, or off it.</summary>
/// <param name="Note">When or by whom it was done; “not yet” for a step ahead.</param>
/// <param name="IsDone">Whether it holds; where figures change, steps are taken back.</param>
/// <param name="IsSetback">Whether the way ended or stopped here.</param>
public sealed record ReleaseStep(string Title, string Note, bool IsDone, bool IsCurrent, bool IsSetback = false)
{
    private static readonly ReleaseState[] Way = [ReleaseState.Compiled, ReleaseState.Audited, ReleaseState.Submitted, ReleaseState.Approved, ReleaseState.Frozen];

    /// <summary>The five steps, and what became of the release where it left them.</summary>
    /// <param name="who">Says an actor's name.</param>
    public static IReadOnlyList<ReleaseStep> Of(ReleaseView release, Func<string, string> who)
    {
        var reached = release.State == ReleaseState.Withdrawn ? Way.Length - 1 : Array.IndexOf(Way, release.State);
        var steps = Way.Select((state, index) => new ReleaseStep(
            state.Code[..1].ToUpperInvariant() + state.Code[1..],
            index <= reached ? NoteOf(state, release, who) : "not yet",
            index <= reached,
            index == reached && release.State == state)).ToList();
        if (release.State == ReleaseState.Compiled && release.IsUnsafe)
            steps[1] = steps[1] with { Note = "stopped: it gives something away", IsSetback = true };
        if (release.State == ReleaseState.Abandoned)
            return [new ReleaseStep("Abandoned", "it may be compiled again", true, true, true), .. steps];
        if (release is { State: var state, Withdrawal.WithdrawnAt: { } at } && state == ReleaseState.Withdrawn)
            steps.Add(new ReleaseStep("Withdrawn", DateText(at), true, true, true));
        return steps;
    }

    public static string DateText(DateTimeOffset at) => $"{UkDate.Of(at):d MMMM yyyy}";

    private static string NoteOf(ReleaseState state, ReleaseView release, Func<string, string> who) => state.Code switch
    {
        "compiled" => DateText(release.CompiledAt),
        "audited" => release.AuditedAt is { } audited ? DateText(audited) : "by an earlier version: not audited",
        "submitted" => release.SubmittedBy is { } submitter ? $"by {who(submitter)}" : "",
        "approved" => release.ApprovedBy is { } approver ? $"by {who(approver)}" : "",
        _ => release.FrozenAt is { } frozen ? DateText(frozen) : "",
    };
}
