using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Browser.Tests;

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserSite>
{
    public const string Name = "browser";
}

/// <summary>The real program on the sample data, and Chromium to read it with. No browser is downloaded: the machine's own is used.</summary>
public sealed class BrowserSite : IAsyncLifetime
{
    /// <summary>The sample people's roles, as the program prints them beside their links.</summary>
    public static IReadOnlyList<string> Roles { get; } = ["JMSC administrator", "JMSC analyst", "Editor", "Approver", "Analyst", "Port manager"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Dictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private TestDatabase? _database;
    private Installation? _installation;
    private PortSafeServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The command line of the program that serves.</summary>
    public Installation Installation => _installation!;

    public TestDatabase Database => _database!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _installation = new Installation(_database, new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Development" });
        // A passkey belongs to a name, not to an address.
        _server = await PortSafeServer.WaitAsync(_installation.Start("serve", "--urls", $"http://localhost:{FreePort()}"));
        await _server.Process.LineAsync(line => line.Contains("The sample data is loaded", StringComparison.Ordinal));
        _playwright = await Playwright.CreateAsync();
        var executable = Browsers.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is not installed. Run scripts/test, which installs it.");
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Flags });
        foreach (var role in Roles)
            _sessions[role] = await SignInAsync(role);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>A new browser of some width in which somebody is signed in.</summary>
    /// <param name="role">One of <see cref="Roles"/>, or empty for a stranger.</param>
    public async Task<IBrowserContext> OpenAsync(string role, int width = 1280, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = _server!.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
            StorageState = role.Length == 0 ? null : _sessions[role],
        });
        context.SetDefaultTimeout((float)RunningProcess.Patience.TotalMilliseconds);
        return context;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Follows the link that the program printed at its start for this role, and gives the session.</summary>
    private async Task<string> SignInAsync(string role)
    {
        var line = await _server!.Process.LineAsync(line => line.TrimStart().StartsWith($"{role} ", StringComparison.Ordinal) && line.Contains("/sign-in/", StringComparison.Ordinal));
        await using var context = await OpenAsync("");
        var page = await context.NewPageAsync();
        await page.GotoAsync(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
        await page.Locator("main form button").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        return await context.StorageStateAsync();
    }
}
