using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>The ports that the reader may open: every port for JMSC, their own for a port manager.</summary>
public sealed class ListModel(PortDirectory directory) : DashboardPage
{
    /// <summary>Rows on one page of the list.</summary>
    public const int PageSize = 200;

    /// <summary>What the stage filter says for ports that have no scheme.</summary>
    public const string NoScheme = "none";

    private const int MaxSearchLength = 100;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "region")]
    public string? Region { get; set; }

    [BindProperty(SupportsGet = true, Name = "stage")]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    /// <summary>All that the reader may open, filtered or not.</summary>
    public IReadOnlyList<PortSummary> All { get; private set; } = [];

    /// <summary>Those that the filters leave, on every page together.</summary>
    public int Found { get; private set; }

    public IReadOnlyList<PortSummary> Shown { get; private set; } = [];

    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await directory.ListAsync(Actor, Gone)).Succeeded(out var all, out var error))
            return Refuse(error);
        All = all;
        var found = all.Where(Matches).ToList();
        Found = found.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Shown = [.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        return Page();
    }

    /// <summary>The address of another page of the same list.</summary>
    public string PageLink(int number) =>
        $"{Links.Ports}?q={Uri.EscapeDataString(Search ?? "")}&region={Uri.EscapeDataString(Region ?? "")}&stage={Uri.EscapeDataString(Stage ?? "")}&page-number={number}";

    private bool Matches(PortSummary port) =>
        (string.IsNullOrWhiteSpace(Search) || Names(port, Search.Trim())) &&
        (string.IsNullOrEmpty(Region) || port.Region.ToString() == Region) &&
        (string.IsNullOrEmpty(Stage) || (port.Stage?.Code ?? NoScheme) == Stage);

    private static bool Names(PortSummary port, string search) => search.Length <= MaxSearchLength &&
        (port.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || port.Locode.ToString().Equals(search, StringComparison.OrdinalIgnoreCase));
}
