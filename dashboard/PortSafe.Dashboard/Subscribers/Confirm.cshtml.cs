using PortSafe.Dashboard.Pages;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers;

/// <summary>Where the link of a confirmation mail leads. Opening it changes nothing, because mail scanners open every link.</summary>
public sealed class ConfirmModel(SignUp signUp) : DashboardPage
{
    /// <summary>What the link would do; null when it does nothing any more.</summary>
    public OpenSignUp? Open { get; private set; }

    /// <summary>Once it is done: the token by which the subscriber changes their mind.</summary>
    public string? Own { get; private set; }

    public async Task OnGetAsync(string token) => Open = (await signUp.PeekAsync(token, Gone)).Value;

    public async Task OnPostAsync(string token) => Own = (await signUp.ConfirmAsync(token, Gone)).Value;
}
