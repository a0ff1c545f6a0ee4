using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Audit;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Lines of the audit log about a person, as people read them.</summary>
public static class PersonActText
{
    /// <summary>What happened, as a phrase that starts with a capital and ends without a full stop.</summary>
    /// <param name="person">Whose history it is.</param>
    public static string Of(PersonAct act, Guid person)
    {
        var what = What(act);
        var about = act.Subject == KnownPerson.SubjectOf(person) ? "" : act.Subject.StartsWith("person:", StringComparison.Ordinal) ? ", of somebody else" : $", {act.Subject}";
        return act.Reason is { } reason ? $"{what}{about}: {reason}" : what + about;
    }

    private static string What(PersonAct act) => act.Action switch
    {
        "person-added" or "person-invited" => $"Account made, {Titles(act.Detail)}",
        "person-reinvited" => "Invited again",
        "person-role-changed" => $"Role changed from {Titles(act.Detail)}",
        "person-revoked" => "Account revoked",
        "person-restored" => "Account restored",
        "person-unlocked" => "Lock-out lifted",
        "person-reset" => "Sign-in reset",
        "person-wiped" => "Person wiped",
        "person-exported" => "All that is held downloaded",
        "sessions-ended" or "signed-out-everywhere" => "Signed out everywhere",
        "signed-in" => $"Signed in {Methods(act.Detail)}".TrimEnd(),
        _ => AuditWords.OfAction(act.Action),
    };

    /// <summary>Codes of roles in a fact become their titles.</summary>
    private static string Titles(string detail) =>
        string.Join(' ', detail.Split(' ').Select(word => Role.TryParse(word, null, out var role) ? role.Title : word));

    private static string Methods(string detail) =>
        string.Join(' ', detail.Split(' ').Select(word => SignInMethod.TryParse(word, null, out var method) ? method.Title.ToLowerInvariant() : word));

    /// <summary>Who did it: a person's name, or the platform itself.</summary>
    public static string By(PersonAct act) =>
        act.By.StartsWith("job:", StringComparison.Ordinal) ? $"PortSafe itself ({act.By["job:".Length..].Replace('-', ' ')})" : act.By;
}
