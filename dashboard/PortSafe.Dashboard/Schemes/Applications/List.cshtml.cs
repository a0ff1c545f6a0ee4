using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>The applications that JMSC decides on.</summary>
public sealed class ListModel(ApplicationQueue queue) : DashboardPage
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    [TempData(Key = ApplicationPage.DoneKey)]
    public string? Done { get; set; }

    public ApplicationState? State => ApplicationState.TryParse(StateCode, null, out var state) && state != ApplicationState.Draft ? state : null;

    public ApplicationList List { get; private set; } = new([], 0, 0, 1, 1);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await queue.ListAsync(new ApplicationSearch(State, PageNumber), Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        List = list;
        return Page();
    }

    /// <summary>The address of another page of the same list.</summary>
    public string PageLink(int number) => $"{Links.Applications}?state={State?.Code}&page-number={number}";
}
