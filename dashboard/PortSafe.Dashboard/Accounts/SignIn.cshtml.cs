using PortSafe.Dashboard.Pages;

namespace PortSafe.Dashboard.Accounts;

public sealed class SignInModel : DashboardPage
{
    public void OnGet()
    {
    }
}
