using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Analytics;

namespace PortSafe.Dashboard.Analytics.Jmsc;

/// <summary>The sector's exact reports as stated now, broken down and filtered, for JMSC. Every opening is in the audit log.</summary>
public sealed class ExactModel(ExactSector sector, TimeProvider clock) : DashboardPage
{
    /// <summary>The quarters that the form offers: ten years, and the one in progress.</summary>
    private const int QuartersOffered = 41;

    private static readonly string[] Names = ["by", "split", "columns", "from", "to", "region", "size", "group", "category", "port", "page-number"];

    private readonly Dictionary<string, string?> _asked = new(StringComparer.Ordinal);

    public ExactQuery Query { get; private set; } = null!;

    /// <summary>Null where the address cannot be understood: the form then says why.</summary>
    public ExactPivot? Pivot { get; private set; }

    public DateOnly Today => clock.Today();

    /// <summary>The selects of the form, in order, with what is chosen.</summary>
    public IReadOnlyList<(string Name, string Label, string Chosen, IReadOnlyList<(string Value, string Text)> Choices)> Selects =>
    [
        ("by", "Rows", Chosen("by", Query.By.Code), [.. ExactDimension.All.Select(item => (item.Code, item.Title))]),
        ("split", "Broken down by", Chosen("split", Query.Split?.Code), [("", "Nothing more"), .. ExactDimension.All.Where(item => item != ExactDimension.Nation).Select(item => (item.Code, item.Title))]),
        ("columns", "Columns", Chosen("columns", ExactQueryText.Periods[(int)Query.Columns]), [("quarter", "Quarters"), ("month", "Months"), ("year", "Years")]),
        ("from", "From", Chosen("from", ExactQueryText.FromText(Query)), Quarters(ExactQueryText.FromText(Query))),
        ("to", "To", Chosen("to", ExactQueryText.ToText(Query)), Quarters(ExactQueryText.ToText(Query))),
        ("region", "Region", Chosen("region", Query.Region?.ToString()), [("", "All regions"), .. PublicationPlan.Current.Regions.Select(region => (region.ToString(), region.ToString()))]),
        ("size", "Size of port", Chosen("size", Query.Size?.Code), [("", "All sizes"), .. PortSize.All.Select(size => (size.Code, size.Title))]),
        ("group", "Kind of report", Chosen("group", Query.Group?.Code), [("", "All kinds"), .. CategoryGroup.All.Select(group => (group.Code, group.Title))]),
        ("category", "Category", Chosen("category", Query.Category?.Code), [("", "All categories"), .. ReportCategory.All.Select(category => (category.Code, category.Title()))]),
    ];

    /// <summary>Whether the address asks for anything but the usual.</summary>
    public bool IsChosen => ModelState.ErrorCount > 0 || ExactQueryText.Of(Query, Today).Any();

    public string Port => Chosen("port", Query.Port?.ToString());

    public string? FaultOf(string name) => ModelState.TryGetValue(name, out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync()
    {
        foreach (var name in Names)
            _asked[name] = Request.Query[name] is [var first, ..] ? first : null;
        var (query, faults) = new ExactQueryText(
            _asked["by"], _asked["split"], _asked["columns"], _asked["region"], _asked["size"], _asked["port"], _asked["group"], _asked["category"], _asked["from"], _asked["to"]).Read(Today);
        Query = query with { Page = int.TryParse(_asked["page-number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : 1 };
        foreach (var fault in faults)
            ModelState.AddModelError(fault.Field ?? "", fault.Message);
        if (faults.Count > 0)
            return Page();
        if (!(await sector.ReadAsync(Query, Actor, Gone)).Succeeded(out var pivot, out var error))
            return Explain(error);
        Pivot = pivot;
        return Page();
    }

    private string Chosen(string name, string? understood) => FaultOf(name) is not null && _asked[name] is { } asked ? asked : understood ?? "";

    private IReadOnlyList<(string Value, string Text)> Quarters(string chosen)
    {
        var current = Quarter.Of(Today);
        var offered = Quarter.Range(current.Add(1 - QuartersOffered), current).Reverse().Select(quarter => (Value: quarter.ToString(), Text: quarter.Title)).ToList();
        return offered.Exists(item => item.Value == chosen) ? offered : [(chosen, Title(chosen)), .. offered];
    }

    private static string Title(string period) =>
        Month.TryParse(period, null, out var month) ? month.Title : Quarter.TryParse(period, null, out var quarter) ? quarter.Title : period;
}

/// <summary>Short names of periods, for the heads of many columns.</summary>
public static class ShortPeriods
{
    /// <summary>“Jul–Sep 2026”, “Sep 2026” or “2026”.</summary>
    public static string Of(string code)
    {
        if (Quarter.TryParse(code, null, out var quarter))
            return string.Create(CultureInfo.InvariantCulture, $"{quarter.Start:MMM}–{quarter.End:MMM} {quarter.Year}");
        return Month.TryParse(code, null, out var month) ? month.Start.ToString("MMM yyyy", CultureInfo.InvariantCulture) : code;
    }
}
