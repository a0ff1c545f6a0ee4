using System.Net;
using PortSafe.Testing.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.Accounts;

/// <summary>The real program against a real OpenID Connect provider.</summary>
public sealed class OrganisationSignInTests : IAsyncLifetime
{
    private const string Admin = "first@jmsc.example";
    private const string SetUp = "?set-up=true";
    private static readonly Vouched Officer = new("officer-1", "pwd", "mfa");

    private OpenIdProvider _provider = null!;
    private TestDatabase _database = null!;
    private Installation _installation = null!;
    private PortSafeServer _server = null!;

    public async Task InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _installation = new Installation(_database, new Dictionary<string, string?>
        {
            ["PORTSAFE_Accounts__Organisation__Name"] = "Example Police",
            ["PORTSAFE_Accounts__Organisation__Authority"] = _provider.Issuer,
            ["PORTSAFE_Accounts__Organisation__ClientId"] = OpenIdProvider.ClientId,
            ["PORTSAFE_Accounts__Organisation__ClientSecret"] = OpenIdProvider.ClientSecret,
        });
        _server = await _installation.ServeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task An_invited_person_binds_their_account_and_signs_in_with_it_from_then_on()
    {
        using var browser = await _server.AcceptAsync(await InviteAdminAsync());
        Assert.Contains("Use my Example Police account", await browser.GetStringAsync(new Uri("/set-up", UriKind.Relative)), StringComparison.Ordinal);

        Assert.Equal("/", await SignInAsync(browser, Officer, SetUp));
        using var later = _server.CreateClient();
        Assert.Equal("/releases", await SignInAsync(later, Officer, "?from=%2Freleases"));
        Assert.Contains("Sign out", await later.GetStringAsync(new Uri("/releases", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_shows_no_second_factor_is_refused()
    {
        using var browser = await _server.AcceptAsync(await InviteAdminAsync());
        Assert.Equal("/sign-in?refused=organisation", await SignInAsync(browser, Officer with { Methods = ["pwd"] }, SetUp));
        Assert.Equal("/", await SignInAsync(browser, Officer, SetUp));

        using var later = _server.CreateClient();
        Assert.Equal("/sign-in?refused=organisation", await SignInAsync(later, Officer with { Methods = ["pwd"] }));
        Assert.Contains("You could not be signed in with that account", await later.GetStringAsync(new Uri("/sign-in?refused=organisation", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_was_bound_to_nobody_is_refused()
    {
        using var stranger = _server.CreateClient();
        Assert.Equal("/sign-in?refused=organisation", await SignInAsync(stranger, new Vouched("somebody-else", "mfa")));
        using var answer = await stranger.GetAsync(new Uri("/releases", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_only_signs_in_is_not_bound_to_an_invitation_that_lies_half_accepted_in_the_browser()
    {
        using var browser = await _server.AcceptAsync(await InviteAdminAsync());

        Assert.Equal("/sign-in?refused=organisation", await SignInAsync(browser, new Vouched("somebody-else", "mfa")));
        Assert.Equal("/", await SignInAsync(browser, Officer, SetUp));
    }

    [Fact]
    public async Task One_account_is_one_person_s()
    {
        using var first = await _server.AcceptAsync(await InviteAdminAsync());
        Assert.Equal("/", await SignInAsync(first, Officer, SetUp));

        using var second = await _server.AcceptAsync(await _installation.AddPersonAsync("second@jmsc.example", "jmsc-analyst", by: Admin));
        Assert.Equal("/sign-in?refused=organisation", await SignInAsync(second, Officer, SetUp));
        Assert.Equal("/", await SignInAsync(second, new Vouched("officer-2", "mfa"), SetUp));
    }

    [Theory]
    [InlineData("from=https%3A%2F%2Fevil.example%2F")]
    [InlineData("from=%2F%2Fevil.example")]
    [InlineData("from=%2F%5Cevil.example")]
    public async Task Nobody_is_led_to_another_site(string query)
    {
        using var browser = await _server.AcceptAsync(await InviteAdminAsync());
        Assert.Equal("/", await SignInAsync(browser, Officer, $"{SetUp}&{query}"));
    }

    [Fact]
    public async Task An_answer_of_the_provider_is_taken_from_the_browser_that_asked_and_once()
    {
        using var browser = await _server.AcceptAsync(await InviteAdminAsync());
        Assert.Equal("/", await SignInAsync(browser, Officer, SetUp));

        using var asking = _server.CreateClient();
        _provider.Person = Officer;
        var answer = await AskAsync(asking, "");
        using var other = _server.CreateClient();
        Assert.Equal("/sign-in?refused=organisation", await FollowAsync(other, answer));
        Assert.Equal("/", await FollowAsync(asking, answer));
        Assert.Equal("/sign-in?refused=organisation", await FollowAsync(asking, answer));
    }

    [Theory]
    [InlineData("/signout-oidc")]
    [InlineData("/signout-callback-oidc")]
    public async Task No_address_of_the_framework_s_own_signs_anyone_out(string path)
    {
        using var browser = await _server.AcceptAsync(await InviteAdminAsync());
        Assert.Equal("/", await SignInAsync(browser, Officer, SetUp));

        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Sign out", await browser.GetStringAsync(new Uri("/releases", UriKind.Relative)), StringComparison.Ordinal);
    }

    private Task<string> InviteAdminAsync() => _installation.AddPersonAsync(Admin, "jmsc-admin");

    /// <summary>Goes to the provider and back, and gives where that leads.</summary>
    private async Task<string> SignInAsync(HttpClient browser, Vouched person, string query = "")
    {
        _provider.Person = person;
        return await FollowAsync(browser, await AskAsync(browser, query));
    }

    private static async Task<Uri> AskAsync(HttpClient browser, string query)
    {
        using var sent = await browser.GetAsync(new Uri($"/sign-in/organisation{query}", UriKind.Relative));
        using var answered = await browser.GetAsync(sent.Headers.Location);
        return answered.Headers.Location!;
    }

    private static async Task<string> FollowAsync(HttpClient browser, Uri answer)
    {
        using var taken = await browser.GetAsync(answer);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        return taken.Headers.Location!.OriginalString;
    }
}
