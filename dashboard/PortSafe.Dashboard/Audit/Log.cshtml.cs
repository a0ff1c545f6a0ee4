using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Audit;

namespace PortSafe.Dashboard.Audit;

/// <summary>The audit log, newest first, with what narrows it and what takes it away.</summary>
public sealed class LogModel(AuditTrail trail) : DashboardPage
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "who")]
    public string? Who { get; set; }

    /// <summary>The action's name.</summary>
    [BindProperty(SupportsGet = true, Name = "did")]
    public string? Did { get; set; }

    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true, Name = "outcome")]
    public string? Outcome { get; set; }

    [BindProperty(SupportsGet = true, Name = "node")]
    public string? Node { get; set; }

    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    /// <summary>Where this page of the log begins, as an <see cref="AuditPosition"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public IReadOnlyList<string> Nodes { get; private set; } = [];

    public AuditPosition? Next { get; private set; }

    public bool IsFiltered { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await trail.NodesAsync(Actor, Gone)).Succeeded(out var nodes, out var error))
            return Refuse(error);
        Nodes = nodes;
        if (ReadFilter() is not { } filter)
            return Page();
        IsFiltered = !filter.IsEmpty;
        var after = AuditPosition.TryParse(After, null, out var position) ? position : null;
        if (!(await trail.SearchAsync(filter, after, PageSize, Actor, Gone)).Succeeded(out var page, out error))
            return Explain(error);
        (Entries, Next) = (page.Entries, page.Next);
        return Page();
    }

    /// <param name="format"><c>csv</c> or <c>jsonl</c>.</param>
    public async Task<IActionResult> OnPostAsync(string? format)
    {
        if (ReadFilter() is not { } filter)
            return Refuse(Error.Invalid("filter-invalid", "The filter cannot be read."));
        var asCsv = format != "jsonl";
        if (!(await trail.ExportAsync(filter, asCsv ? AuditFileFormat.Csv : AuditFileFormat.JsonLines, Actor, Gone)).Succeeded(out var lines, out var error))
        {
            await OnGetAsync();
            return Explain(error);
        }
        Response.Headers.ContentDisposition = $"attachment; filename=\"portsafe-audit-log.{(asCsv ? "csv" : "jsonl")}\"";
        Response.Headers.CacheControl = "no-store";
        Response.ContentType = asCsv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
        await using var writer = new StreamWriter(Response.Body, leaveOpen: true) { NewLine = "\r\n" };
        if (!asCsv)
            writer.NewLine = "\n";
        await foreach (var line in lines.WithCancellation(Gone))
            await writer.WriteLineAsync(line.AsMemory(), Gone);
        await writer.FlushAsync(Gone);
        return new EmptyResult();
    }

    /// <summary>The address of the page that begins after a row.</summary>
    public string PageLink(AuditPosition? after) => QueryHelpers.AddQueryString(
        Links.AuditLog, Fields.Append((Name: "after", Value: after?.ToString())).Where(field => !string.IsNullOrEmpty(field.Value)).ToDictionary(field => field.Name, field => field.Value));

    /// <summary>The page of what an entry is about; null where it has none.</summary>
    public static string? PageOf(AuditEntry entry)
    {
        var (kind, key) = AuditSubject.Of(entry.Row.Subject);
        return kind switch
        {
            "port" when Locode.TryParse(key, null, out var port) => Links.Port(port),
            "release" when ReleaseId.TryParse(key, null, out var release) => Links.Release(release),
            "issue" when IssueKey.TryParse(key, null, out var issue) => Links.IssueReview(issue),
            _ => null,
        };
    }

    /// <summary>The filter as the form has it.</summary>
    public IEnumerable<(string Name, string? Value)> Fields =>
        [("who", Who), ("did", Did), ("subject", Subject), ("outcome", Outcome), ("node", Node), ("from", From), ("to", To)];

    private AuditFilter? ReadFilter()
    {
        var (from, to) = (ReadDay(From, "from"), ReadDay(To, "to"));
        if (!ModelState.IsValid)
            return null;
        return new AuditFilter { Who = Who, Action = Did, Subject = Subject, Outcome = Outcome, Node = Node, From = from, To = to }.Trimmed;
    }

    private DateOnly? ReadDay(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 9999)
            return day;
        ModelState.AddModelError(field, "Enter a real day, such as 2026-10-09.");
        return null;
    }
}
