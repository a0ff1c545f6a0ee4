using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Everyone with an account, for administrators.</summary>
public sealed class ListModel(PeopleDirectory directory) : DashboardPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public string? RoleCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateName { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    [TempData(Key = PersonPage.DoneKey)]
    public string? Done { get; set; }

    public PersonState? State => Enum.TryParse<PersonState>(StateName, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    public PeoplePage List { get; private set; } = new([], 0, 1, 1);

    public async Task<IActionResult> OnGetAsync()
    {
        var search = new PeopleSearch(Search, Role.TryParse(RoleCode, null, out var role) ? role : null, State, PageNumber);
        if (!(await directory.ListAsync(search, Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        List = list;
        return Page();
    }

    /// <summary>The address of another page of the same list.</summary>
    public string PageLink(int number) =>
        $"{Links.People}?q={Uri.EscapeDataString(Search ?? "")}&role={Uri.EscapeDataString(RoleCode ?? "")}&state={Uri.EscapeDataString(StateName ?? "")}&page-number={number}";
}
