using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>Everyone who receives the newsletter, for administrators.</summary>
public sealed class ListModel(SubscriberDirectory directory) : DashboardPage
{
    /// <summary>What has just been done, for the next page to say.</summary>
    public const string DoneKey = "subscribers-done";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateName { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public SubscriberState? State => Enum.TryParse<SubscriberState>(StateName, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    public bool IsFiltered => State is not null || !string.IsNullOrWhiteSpace(Search);

    public SubscriberCounts Counts { get; private set; } = null!;

    public SubscriberPage List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await directory.CountAsync(Actor, Gone)).Succeeded(out var counts, out var error))
            return Refuse(error);
        if (!(await directory.ListAsync(new SubscriberSearch(Search, State, PageNumber), Actor, Gone)).Succeeded(out var list, out error))
            return Refuse(error);
        (Counts, List) = (counts, list);
        return Page();
    }

    /// <summary>The address of another page of the same list.</summary>
    public string PageLink(int number) => $"{Links.Subscribers}?q={Uri.EscapeDataString(Search ?? "")}&state={Uri.EscapeDataString(StateName ?? "")}&page-number={number}";
}
