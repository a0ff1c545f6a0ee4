using System.Text;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>A request that both twins are sent, byte for byte the same.</summary>
/// <param name="Session">The session cookie; the asker's own when null.</param>
internal sealed record TwinRequest(string Method, string Path, TwinAsker Asker, byte[] Body, string? Session = null, params IReadOnlyList<string> Headers)
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";

    private const string Site = "localhost:5080";

    /// <summary>Stands for what the server does by itself.</summary>
    public static TwinRequest Work { get; } = new("JOBS", "", new TwinAsker("the schedule", "", "", ""), []);

    /// <summary>
    /// Whether a program guesses at a whole file that one server may have and the other not. It gets the same answer from both; that the one
    /// looked no further is in the log of the database’s commands, for whoever can read the database itself.
    /// </summary>
    public bool IsGuess { get; init; }

    /// <summary>Of what was logged while it was answered, what is the same for all.</summary>
    public IEnumerable<string> Told(IReadOnlyList<string> logs) => IsGuess ? logs.Where(line => !line.Contains("RequestPath:/api/v1/imports/reports", StringComparison.Ordinal)) : logs;

    public bool IsWork => ReferenceEquals(this, Work);

    public string Head
    {
        get
        {
            List<string> lines = [$"{Method} {Path} HTTP/1.1", $"Host: {Site}", "Connection: close", $"User-Agent: {Browser}"];
            if (Asker.Key.Length > 0)
                lines.Add($"Authorization: Bearer {Asker.Key}");
            var cookies = string.Join("; ", new[] { Session ?? Asker.Session, Asker.FormCookie }.Where(cookie => cookie.Length > 0));
            if (cookies.Length > 0)
                lines.Add($"Cookie: {cookies}");
            if (Body.Length > 0 || Method is not ("GET" or "HEAD"))
                lines.Add($"Content-Length: {Body.Length}");
            return string.Join("\r\n", [.. lines, .. Headers]);
        }
    }

    public static TwinRequest Get(string path, TwinAsker asker, params IReadOnlyList<string> headers) => new("GET", path, asker, [], null, headers);

    /// <summary>A form, with the token that its page would carry.</summary>
    public static TwinRequest Form(string path, TwinAsker asker, params IEnumerable<(string Name, string Value)> fields)
    {
        var text = string.Join('&', fields.Append(("__RequestVerificationToken", asker.FormToken)).Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));
        return new TwinRequest("POST", path, asker, Encoding.UTF8.GetBytes(text), null, "Content-Type: application/x-www-form-urlencoded");
    }

    public static TwinRequest Send(string path, TwinAsker asker, string type, string text) =>
        new("POST", path, asker, Encoding.UTF8.GetBytes(text), null, $"Content-Type: {type}");

    public override string ToString() => $"{Method} {Path} as {Asker}{string.Concat(Headers.Where(line => !line.StartsWith("Content-Type", StringComparison.Ordinal)).Select(line => $", {line}"))}";
}
