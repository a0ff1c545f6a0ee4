namespace PortSafe.Grains.Accounts;

/// <summary>What a browser says that it is, in words that its owner knows it by.</summary>
public static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <returns>Such as “Firefox on Windows”; “Unknown browser” where nothing is known.</returns>
    public static string Of(string? browser) => (Find(Browsers, browser), Find(Systems, browser)) switch
    {
        ({ } name, { } system) => $"{name} on {system}",
        ({ } name, null) => name,
        (null, { } system) => $"Browser on {system}",
        _ => "Unknown browser",
    };

    private static string? Find((string Mark, string Name)[] known, string? text) =>
        known.FirstOrDefault(entry => text?.Contains(entry.Mark, StringComparison.Ordinal) == true).Name;
}
