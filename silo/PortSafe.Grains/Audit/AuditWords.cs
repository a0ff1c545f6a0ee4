using PortSafe.Data.Audit;

namespace PortSafe.Grains.Audit;

/// <summary>Every action that is written to the audit log, in plain words. A test finds actions that have none.</summary>
public static class AuditWords
{
    /// <summary>By the action's name: what somebody did, in the past tense.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["application-answered"] = "Answered a question about an application",
        ["application-approved"] = "Approved an application",
        ["application-drafts-removed"] = "Removed applications that nobody finished",
        ["application-more-asked"] = "Asked an applicant for more",
        ["application-port-chosen"] = "Chose the port of an application",
        ["application-rejected"] = "Did not accept an application",
        ["application-repeated"] = "Closed an application that repeats another",
        ["application-sent"] = "Took in an application",
        ["application-withdrawn"] = "Withdrew an application",
        ["audit-log-exported"] = "Downloaded the audit log",
        ["awareness-imported"] = "Imported awareness figures",
        ["call-refused"] = "Was refused",
        ["colleague-asked-for"] = "Asked for an account for a colleague",
        ["contact-added"] = "Added a contact entry",
        ["contact-relabelled"] = "Said anew whose a contact entry is",
        ["contact-removed"] = "Removed a contact entry",
        ["image-uploaded"] = "Uploaded a picture for newsletters",
        ["issue-approved"] = "Approved and sent a newsletter",
        ["issue-approved"] = "Approved a newsletter",
        ["issue-cancelled"] = "Cancelled a newsletter",
        ["issue-commented"] = "Commented on a newsletter",
        ["issue-comment-resolved"] = "Dealt with a comment on a newsletter",
        ["issue-paused"] = "Paused a newsletter that was being sent",
        ["issue-reason-given"] = "Gave a reason for a sentence of a newsletter",
        ["issue-reopened"] = "Took up a cancelled newsletter again",
        ["issue-resumed"] = "Let a paused newsletter go on",
        ["issue-returned"] = "Sent a newsletter back to draft",
        ["issue-saved"] = "Saved a newsletter",
        ["issue-scheduled"] = "Said when a newsletter leaves",
        ["issue-sent-again"] = "Had uncertain copies of a newsletter sent again",
        ["issue-started"] = "Began to send a newsletter",
        ["issue-stopped"] = "Stopped a newsletter that was being sent",
        ["issue-submitted"] = "Put a newsletter forward for review",
        ["issue-unscheduled"] = "Took back when a newsletter leaves",
        ["key-made"] = "Made an API key",
        ["key-revoked"] = "Revoked an API key",
        ["old-traces-wiped"] = "Wiped what was kept long enough",
        ["passkey-removed"] = "Removed a passkey of their own",
        ["passkey-renamed"] = "Renamed a passkey of their own",
        ["person-added"] = "Added a person",
        ["person-exported"] = "Downloaded all that is held on a person",
        ["person-invited"] = "Invited a person",
        ["person-port-added"] = "Added a port to a person’s account",
        ["person-reinvited"] = "Sent a person another invitation",
        ["person-reset"] = "Reset how a person signs in",
        ["person-restored"] = "Gave a person their account back",
        ["person-revoked"] = "Took a person’s account away",
        ["person-role-changed"] = "Changed a person’s role or ports",
        ["person-unlocked"] = "Unlocked a person’s password",
        ["person-wiped"] = "Wiped a person’s name and address",
        ["port-care-ended"] = "Ended a person’s care of a port",
        ["ports-imported"] = "Imported ports",
        ["raw-counts-read"] = "Read exact report counts",
        ["refusals-dropped"] = "Was refused many times",
        ["release-abandoned"] = "Abandoned a release",
        ["release-approved"] = "Approved a release",
        ["release-audited"] = "Audited a release, which gave nothing away",
        ["release-compiled"] = "Compiled a release",
        ["release-frozen"] = "Froze a release",
        ["release-kept"] = "Kept a release that was to be withdrawn",
        ["release-submitted"] = "Submitted a release",
        ["release-unsafe"] = "Audited a release, which would have given something away",
        ["release-withdrawal-asked"] = "Asked for a release to be withdrawn",
        ["release-withdrawn"] = "Withdrew a release",
        ["report-source-added"] = "Confirmed a new source of reports",
        ["reports-imported"] = "Imported report counts",
        ["sample-load-began"] = "Began to load sample data",
        ["sample-load-ended"] = "Loaded sample data",
        ["scheme-deputy-named"] = "Named the deputy of a scheme",
        ["scheme-lead-named"] = "Named the lead of a scheme",
        ["scheme-deputy-lost"] = "Found that a scheme’s deputy is no longer there",
        ["scheme-lead-lost"] = "Found that a scheme’s lead is no longer there",
        ["request-refused"] = "Was refused a page or an address",
        ["schemes-imported"] = "Imported scheme events",
        ["sessions-ended"] = "Signed a person out everywhere",
        ["authenticator-replaced"] = "Replaced their authenticator app",
        ["code-accepted"] = "Gave a right code",
        ["code-for-recovery-accepted"] = "Gave a right code to recover their account",
        ["invitation-accepted"] = "Accepted an invitation",
        ["locked-out"] = "Was locked out after too many wrong tries",
        ["passkey-added"] = "Added a passkey",
        ["password-and-authenticator-added"] = "Added a password and an authenticator app",
        ["password-changed"] = "Changed their password",
        ["recovery-asked"] = "Asked to recover an account",
        ["recovery-code-accepted"] = "Spent a recovery code",
        ["recovery-codes-made"] = "Made new recovery codes",
        ["sign-in-refused"] = "Was refused a sign-in",
        ["ways-in-replaced"] = "Set up anew how they sign in",
        ["signed-in"] = "Signed in",
        ["signed-out"] = "Signed out",
        ["signed-out-everywhere"] = "Signed out everywhere",
    };

    /// <summary>What a row says was done. An action of another version of the program reads as its name.</summary>
    public static string Of(AuditRow row)
    {
        var words = OfAction(row.Action);
        return row.Action == RefusedCalls.Action && row.Detail.Length > 0 ? $"{words}: {row.Detail.Replace('-', ' ')}" : words;
    }

    public static string OfAction(string action) =>
        All.GetValueOrDefault(action) ?? (action.Length == 0 ? action : $"{char.ToUpperInvariant(action[0])}{action[1..].Replace('-', ' ')}");
}
