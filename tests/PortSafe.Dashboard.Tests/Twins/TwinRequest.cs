using System.Text;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>A request that both twins are sent, byte for byte the same.</summary>
/// <param name="Session">The session cookie; the asker's own when null.</param>
internal sealed record TwinRequest(string Method, string Path, TwinAsker Asker, byte[] Body, string? Session = null, params IReadOnlyList<string> Headers)
{
    private const string Site = "localhost:5080";

    public string Head
    {
        get
        {
            List<string> lines = [$"{Method} {Path} HTTP/1.1", $"Host: {Site}", "Connection: close", "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"];
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
