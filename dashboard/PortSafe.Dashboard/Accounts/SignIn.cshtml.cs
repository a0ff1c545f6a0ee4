using PortSafe.Dashboard.Pages;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Where people sign in.</summary>
public sealed class SignInModel : DashboardPage
{
    public void OnGet()
    {
    }
}
