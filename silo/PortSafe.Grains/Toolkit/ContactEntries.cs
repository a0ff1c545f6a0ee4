using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Toolkit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Toolkit;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Grains.Toolkit;

/// <summary>Something that issues and assets may tell people to call, open or write to.</summary>
/// <param name="Value">As <see cref="ContactKind.Read"/> has it.</param>
/// <param name="Label">Whose it is.</param>
/// <param name="IsLocked">Whether it is of the reporting line, which nobody changes here.</param>
public sealed record ContactEntry(ContactKind Kind, string Value, string Label, bool IsLocked)
{
    /// <summary>Names the entry in an address: 16 hexadecimal digits.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}:{Value}")).AsSpan(0, 8));

    /// <summary>The value as people read it.</summary>
    public string Shown => Kind.Shown(Value);
}

/// <summary>JMSC's contact entries. The reporting line is always among them.</summary>
public sealed class ContactEntries(IDbContextFactory<PortSafeDb> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>The longest label, in UTF-16 units.</summary>
    public const int LongestLabel = 100;

    /// <summary>How many entries there may be, apart from the reporting line.</summary>
    public const int Most = 200;

    /// <summary>The reporting line's own.</summary>
    public static IReadOnlyList<ContactEntry> Locked { get; } =
    [
        new(ContactKind.Telephone, TelephoneNumbers.Normalise(ReportingLine.Telephone)!, $"{ReportingLine.Operator}, via PortSafe", true),
        new(ContactKind.Telephone, ReportingLine.Emergency, "Emergency services", true),
        new(ContactKind.Web, ReportingLine.OnlineForm, $"{ReportingLine.Operator}, online form", true),
    ];

    /// <summary>Every entry, by kind and label. Only administrators may ask.</summary>
    public async Task<Result<IReadOnlyList<ContactEntry>>> ListAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        var kinds = ContactKind.All.ToList();
        return (await AllAsync(ct)).OrderBy(entry => kinds.IndexOf(entry.Kind)).ThenByDescending(entry => entry.IsLocked).ThenBy(entry => entry.Label, StringComparer.OrdinalIgnoreCase).ToList();
    }

    /// <summary>One entry, by <see cref="ContactEntry.Key"/>. Only administrators may ask.</summary>
    public async Task<Result<ContactEntry>> FindAsync(string key, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        return (await AllAsync(ct)).FirstOrDefault(entry => entry.Key == key) is { } entry ? entry : NotFound;
    }

    /// <summary>The telephone numbers that may be named, as <see cref="TelephoneNumbers.Normalise"/> has them.</summary>
    public async Task<IReadOnlySet<string>> TelephonesAsync(CancellationToken ct) =>
        (await AllAsync(ct)).Where(entry => entry.Kind == ContactKind.Telephone).Select(entry => entry.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds an entry. Only administrators may.</summary>
    public async Task<Result<ContactEntry>> AddAsync(ContactKind kind, string value, string label, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        if (!kind.Read(value).Succeeded(out var read, out var error))
            return error;
        if (FaultOf(label) is { } fault)
            return fault;
        var entry = new ContactEntry(kind, read, label.Trim(), false);
        if (Locked.Any(own => own.Kind == kind && own.Value == read))
            return Known;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.ContactEntries.CountAsync(ct) >= Most)
            return Error.Conflict("contacts-too-many", $"There are {Most} contact entries already. Remove those that are not needed.");
        try
        {
            db.ContactEntries.Add(new ContactEntryRow { Kind = kind.Code, Value = read, Label = entry.Label, AddedBy = by.Id, AddedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
            await audit.AppendAsync(db, by, "contact-added", SubjectOf(entry), kind.Code, ct);
            await transaction.CommitAsync(ct);
            return entry;
        }
        catch (Exception exception) when (DatabaseErrors.IsLostRace(exception))
        {
            return Known;
        }
    }

    /// <summary>Says anew whose an entry is. Only administrators may.</summary>
    public async Task<Result<ContactEntry>> RelabelAsync(string key, string label, Actor by, CancellationToken ct)
    {
        if (!(await ChangeableAsync(key, by, ct)).Succeeded(out var entry, out var error))
            return error;
        if (FaultOf(label) is { } fault)
            return fault;
        var changed = entry with { Label = label.Trim() };
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await Row(db, entry).ExecuteUpdateAsync(set => set.SetProperty(row => row.Label, changed.Label), ct) == 0)
            return NotFound;
        await audit.AppendAsync(db, by, "contact-relabelled", SubjectOf(entry), "", ct);
        await transaction.CommitAsync(ct);
        return changed;
    }

    /// <summary>Takes an entry away: no issue and no asset may name it from now on. Only administrators may.</summary>
    public async Task<Result<ContactEntry>> RemoveAsync(string key, Actor by, CancellationToken ct)
    {
        if (!(await ChangeableAsync(key, by, ct)).Succeeded(out var entry, out var error))
            return error;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await Row(db, entry).ExecuteDeleteAsync(ct) == 0)
            return NotFound;
        await audit.AppendAsync(db, by, "contact-removed", SubjectOf(entry), entry.Kind.Code, ct);
        await transaction.CommitAsync(ct);
        return entry;
    }

    /// <summary>The subjects of published issues that name an entry: people may still have them. Only administrators may ask.</summary>
    public async Task<Result<IReadOnlyList<string>>> UsesAsync(ContactEntry entry, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var issues = await IssueArchive.Published(db).OrderByDescending(item => item.Issue.ApprovedAt).Select(item => new { item.Revision.Subject, item.Revision.Body }).ToListAsync(ct);
        return issues.Where(issue => IsIn(entry, issue.Body)).Select(issue => issue.Subject).ToList();
    }

    private static bool IsIn(ContactEntry entry, string text) => entry.Kind == ContactKind.Telephone
        ? TelephoneNumbers.Find(text).Any(number => number.Number == entry.Value) || text.Contains($"tel:{entry.Value}", StringComparison.Ordinal)
        : text.Contains(entry.Value.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private async Task<List<ContactEntry>> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.ContactEntries.AsNoTracking().ToListAsync(ct);
        return [.. Locked, .. rows.Select(row => new ContactEntry(ContactKind.Parse(row.Kind), row.Value, row.Label, false))];
    }

    private async Task<Result<ContactEntry>> ChangeableAsync(string key, Actor by, CancellationToken ct) =>
        (await FindAsync(key, by, ct)).Succeeded(out var entry, out var error)
            ? entry.IsLocked ? Error.Conflict("contact-locked", "The reporting line cannot be changed here.") : entry
            : error;

    private static IQueryable<ContactEntryRow> Row(PortSafeDb db, ContactEntry entry) => db.ContactEntries.Where(row => row.Kind == entry.Kind.Code && row.Value == entry.Value);

    private static string SubjectOf(ContactEntry entry) => $"contact:{entry.Key}";

    private static Error? FaultOf(string label) => label.Trim().Length is 0 or > LongestLabel || label.Any(char.IsControl)
        ? Error.Invalid("contact-label", $"Say whose it is, in {LongestLabel} characters or fewer.", "label")
        : null;

    private static Error Known => Error.Conflict("contact-known", "This is a contact entry already.", "value");

    private static Error NotFound => Error.NotFound("contact-not-found", "There is no such contact entry.");
}
