using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Audit;

/// <summary>Gives rows the names that belong to the ids in them, from where the names are still kept.</summary>
internal static class AuditNames
{
    private const string KeyPrefix = "key:";
    private const string JobPrefix = "job:";

    public static async Task<IReadOnlyList<AuditEntry>> ResolveAsync(PortSafeDb db, IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        var actors = await ActorsAsync(db, [.. rows.Select(row => row.By), .. rows.Select(row => row.Subject)], ct);
        var origins = await OriginsAsync(db, rows, ct);
        var ports = await PortsAsync(db, rows, ct);
        return [.. rows.Select(row => new AuditEntry(row, Who(actors, row.By), AuditWords.Of(row), Subject(row, actors, ports), From(row, origins)))];
    }

    /// <summary>The ids of the actors whom somebody may mean by a name, an address or an id.</summary>
    public static async Task<List<string>> ActorsCalledAsync(PortSafeDb db, string who, CancellationToken ct)
    {
        if (who.StartsWith("person:", StringComparison.Ordinal) || who.StartsWith(KeyPrefix, StringComparison.Ordinal) || who.StartsWith(JobPrefix, StringComparison.Ordinal))
            return [who];
        var upper = who.ToUpperInvariant();
        var people = await db.Users.Where(person => person.NormalizedEmail == upper || person.Name == who || person.Name.ToUpper() == upper).Select(person => person.Id).ToListAsync(ct);
        var keys = await db.ApiKeys.Where(key => key.Name == who || key.Name.ToUpper() == upper).Select(key => key.Id).ToListAsync(ct);
        return [.. people.Select(id => $"person:{id:D}"), .. keys.Select(id => $"{KeyPrefix}{id:D}"), $"{JobPrefix}{who.ToLowerInvariant().Replace(' ', '-')}"];
    }

    private static async Task<Dictionary<string, string>> ActorsAsync(PortSafeDb db, IReadOnlyList<string> texts, CancellationToken ct)
    {
        var people = texts.Select(text => new Actor(text, null, []).PersonId).OfType<Guid>().Distinct().ToList();
        var keys = texts.Where(text => text.StartsWith(KeyPrefix, StringComparison.Ordinal)).Select(text => Guid.TryParseExact(text[KeyPrefix.Length..], "D", out var id) ? id : default).Distinct().ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in await db.Users.AsNoTracking().Where(row => people.Contains(row.Id)).Select(row => new { row.Id, row.Name, row.WipedAt }).ToListAsync(ct))
            names[$"person:{person.Id:D}"] = person.WipedAt is null ? person.Name : WipedPerson;
        foreach (var key in await db.ApiKeys.AsNoTracking().Where(row => keys.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToListAsync(ct))
            names[$"{KeyPrefix}{key.Id:D}"] = $"API key “{key.Name}”";
        return names;
    }

    /// <summary>Who acts when somebody without an account applies.</summary>
    private const string JoinForm = "job:join";

    private const string WipedPerson = "A person whose name was removed";

    private static async Task<Dictionary<Guid, OriginRow>> OriginsAsync(PortSafeDb db, IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => Guid.TryParseExact(row.Origin, "D", out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToList();
        return await db.Origins.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
    }

    private static async Task<Dictionary<Locode, string>> PortsAsync(PortSafeDb db, IReadOnlyList<AuditRow> rows, CancellationToken ct)
    {
        var locodes = rows.Select(row => AuditSubject.Of(row.Subject)).Where(subject => subject.Kind == "port")
            .Select(subject => Locode.TryParse(subject.Key, null, out var locode) ? locode : (Locode?)null).OfType<Locode>().Distinct().ToList();
        return await db.PortStatus.AsNoTracking().Where(row => locodes.Contains(row.Locode)).ToDictionaryAsync(row => row.Locode, row => row.Name, ct);
    }

    private static string Who(Dictionary<string, string> names, string id) => names.TryGetValue(id, out var name) ? name
        : id == JoinForm ? "Whoever applied"
        : id.StartsWith(JobPrefix, StringComparison.Ordinal) ? $"PortSafe itself ({id[JobPrefix.Length..].Replace('-', ' ')})"
        : id.StartsWith(KeyPrefix, StringComparison.Ordinal) ? "An API key that is gone"
        : "A person who is not known here";

    private static string Subject(AuditRow row, Dictionary<string, string> actors, Dictionary<Locode, string> ports)
    {
        if (row.Subject == row.By)
            return "";
        var (kind, key) = AuditSubject.Of(row.Subject);
        return kind switch
        {
            "person" or "key" or "job" => Who(actors, row.Subject),
            "port" => Locode.TryParse(key, null, out var port) && ports.TryGetValue(port, out var name) ? $"{name} ({port})" : $"Port {key}",
            "release" => Quarter.TryParse(key, null, out var quarter) ? $"Release of {quarter.Title}" : $"Release {key}",
            "issue" => Quarter.TryParse(key, null, out var quarter) ? $"Newsletter of {quarter.Title}" : $"Newsletter {key}",
            "application" => $"Application {key}",
            "subscriber" => "A subscriber",
            "subscribers" => "Subscribers",
            "import" => $"Import {key}",
            "reports" => $"Exact counts of {key.Replace("..", " to ", StringComparison.Ordinal)}",
            "report-source" => $"Source {key}",
            "path" => $"Page {key}",
            "audit-log" => "Audit log",
            "installation" => "This installation",
            _ => row.Subject,
        };
    }

    private static AuditOrigin? From(AuditRow row, Dictionary<Guid, OriginRow> origins) => row.Origin switch
    {
        null => null,
        Actor.CommandLine => AuditOrigin.CommandLine,
        var origin => Guid.TryParseExact(origin, "D", out var id) && origins.TryGetValue(id, out var kept) && kept.Address is { } address
            ? new AuditOrigin(address, kept.Browser)
            : AuditOrigin.Wiped,
    };
}

/// <summary>What a row is about: a kind, and which one of it, as in <c>release:2026Q3</c>.</summary>
/// <param name="Key">Empty where there is only one.</param>
public readonly record struct AuditSubject(string Kind, string Key)
{
    public static AuditSubject Of(string subject) =>
        subject.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? new AuditSubject(subject[..colon], subject[(colon + 1)..]) : new AuditSubject(subject, "");
}
