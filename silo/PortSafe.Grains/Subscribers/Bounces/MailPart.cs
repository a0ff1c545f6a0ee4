using System.Text;

namespace PortSafe.Grains.Subscribers.Bounces;

/// <summary>One entity of a message (RFC 2045): its header, and its body as it stands. Lines end in a line feed.</summary>
internal sealed record MailPart(IReadOnlyList<KeyValuePair<string, string>> Header, string Body)
{
    private const int MostParts = 100;

    /// <summary>Such as <c>multipart/report</c>, in lower case.</summary>
    public string Type => Field("Content-Type") is { } text ? text.Split(';')[0].Trim().ToLowerInvariant() : "text/plain";

    /// <summary>Splits header and body. A text without an empty line is all header.</summary>
    public static MailPart Read(string text)
    {
        if (text.StartsWith('\n'))
            return new MailPart([], text[1..]);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? new MailPart(Fields(text), "") : new MailPart(Fields(text[..end]), text[(end + 2)..]);
    }

    /// <summary>The first field of a name, unfolded; null when there is none.</summary>
    public string? Field(string name) => Field(Header, name);

    public static string? Field(IEnumerable<KeyValuePair<string, string>> fields, string name) =>
        fields.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Header fields, one a line, those that go on over several lines unfolded. What is none is left out.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(string text)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length > 0 && line[0] is ' ' or '\t' && fields.Count > 0)
                fields[^1] = new(fields[^1].Key, $"{fields[^1].Value} {line.Trim()}");
            else if (colon > 0)
                fields.Add(new(line[..colon].TrimEnd(), line[(colon + 1)..].Trim()));
        }
        return fields;
    }

    /// <summary>A parameter of the content type, without its quotes; null when there is none.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in Parameters(Field("Content-Type") ?? ""))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && parameter[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return parameter[(equals + 1)..].Trim().Trim('"');
        }
        return null;
    }

    /// <summary>The parts of a multipart, in order; nothing for any other. A last part that is cut off counts.</summary>
    public IReadOnlyList<MailPart> Parts()
    {
        if (!Type.StartsWith("multipart/", StringComparison.Ordinal) || Parameter("boundary") is not { Length: > 0 } boundary)
            return [];
        var (parts, current, mark) = (new List<MailPart>(), (StringBuilder?)null, $"--{boundary}");
        foreach (var line in Body.Split('\n'))
        {
            if (!line.StartsWith(mark, StringComparison.Ordinal))
            {
                current?.Append(line).Append('\n');
                continue;
            }
            if (current is not null)
                parts.Add(Read(current.ToString()));
            current = new StringBuilder();
            if (parts.Count >= MostParts || line.AsSpan(mark.Length).StartsWith("--"))
                return parts;
        }
        if (current is not null)
            parts.Add(Read(current.ToString()));
        return parts;
    }

    /// <summary>The body as text, with the transfer encoding undone where there is one.</summary>
    public string Text() => Field("Content-Transfer-Encoding")?.Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(Body),
        "quoted-printable" => FromQuotedPrintable(Body),
        _ => Body,
    };

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Lines(Encoding.UTF8.GetString(bytes, 0, length)) : "";
    }

    private static string FromQuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=')
                bytes.AddRange(Encoding.UTF8.GetBytes(text, at, 1));
            else if (at + 1 < text.Length && text[at + 1] == '\n')
                at++;
            else if (at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
                bytes.Add((byte)'=');
        }
        return Lines(Encoding.UTF8.GetString([.. bytes]));
    }

    /// <summary>The text with every line ending in a line feed alone.</summary>
    public static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static IEnumerable<string> Parameters(string contentType)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at < contentType.Length; at++)
        {
            if (contentType[at] == '"')
                quoted = !quoted;
            if (contentType[at] != ';' || quoted)
                continue;
            yield return contentType[start..at];
            start = at + 1;
        }
        yield return contentType[start..];
    }
}
