using PortSafe.Dashboard.Pages;
using PortSafe.Domain.Accounts;

namespace PortSafe.Dashboard.Imports;

/// <summary>Which files JMSC can take in here.</summary>
public sealed class IndexModel : DashboardPage
{
    public bool MayManage => Actor.May(Permission.ManageSchemes);

    public void OnGet()
    {
    }
}
