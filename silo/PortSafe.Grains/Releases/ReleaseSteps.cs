using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>What stands in the way of a step, in words; and what a step back undoes.</summary>
internal static class ReleaseSteps
{
    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteLength = 500;

    public static Error Outdated =>
        Error.Conflict("release-outdated", "Something was imported, recorded or published after this release was compiled and audited. Compile it again.");

    public static Error NotCompiled(ReleaseId id) => Error.NotFound("release-not-found", $"There is no release of {id} yet. Compile it first.");

    /// <summary>Why a release that was published cannot change.</summary>
    public static Error Closed(ReleaseState state) => state == ReleaseState.Withdrawn
        ? Error.Conflict("release-withdrawn", "This release was withdrawn. It cannot be published again.")
        : Error.Conflict("release-frozen", "This release is frozen. It cannot be changed.");

    /// <summary>Null when the release is in the state that a step needs.</summary>
    public static Error? WhyNot(ReleaseId id, ReleaseRow? release, ReleaseState needed)
    {
        if (release is null)
            return NotCompiled(id);
        var state = ReleaseState.Parse(release.State);
        if (state == needed)
            return null;
        return state.WasPublished
            ? Closed(state)
            : Error.Conflict("release-state", $"The release of {id} is {state.Title.ToLowerInvariant()}. {Otherwise(needed)}");
    }

    /// <summary>Null when the release is on its way to being frozen.</summary>
    public static Error? WhyNotOpen(ReleaseId id, ReleaseRow? release)
    {
        if (release is null)
            return NotCompiled(id);
        var state = ReleaseState.Parse(release.State);
        if (state.WasPublished)
            return Closed(state);
        return state == ReleaseState.Abandoned ? Error.Conflict("release-state", $"The release of {id} is abandoned already.") : null;
    }

    /// <summary>Null when a second person is to decide whether it is withdrawn.</summary>
    public static Error? WhyNoWithdrawal(ReleaseId id, ReleaseRow? release) =>
        WhyNot(id, release, ReleaseState.Frozen)
        ?? (release!.WithdrawalAskedBy is null ? Error.Conflict("withdrawal-not-asked", "Nobody has asked for this release to be withdrawn. Ask first, then another person confirms.") : null);

    public static Error? WhyBadNote(string note) => note.Trim() switch
    {
        "" => Error.Invalid("note-missing", "Say why, for your colleagues in JMSC.", "note"),
        { Length: > MaxNoteLength } => Error.Invalid("note-too-long", $"Say why in {MaxNoteLength} characters or fewer.", "note"),
        _ => null,
    };

    /// <summary>Puts the release into the state, and voids every step that came after its compilation.</summary>
    public static void Reset(ReleaseRow release, ReleaseState state)
    {
        release.State = state.Code;
        (release.AuditedAt, release.AuditedCells) = (null, null);
        (release.SubmittedAt, release.SubmittedBy, release.ApprovedAt, release.ApprovedBy) = (null, null, null, null);
        (release.AbandonedAt, release.AbandonedBy, release.AbandonedNote) = (null, null, null);
    }

    private static string Otherwise(ReleaseState needed) => needed switch
    {
        _ when needed == ReleaseState.Compiled => "Compile it again first.",
        _ when needed == ReleaseState.Audited => "Audit it first.",
        _ when needed == ReleaseState.Submitted => "Submit it first.",
        _ when needed == ReleaseState.Approved => "It has to be approved first.",
        _ => "It is not published.",
    };
}
