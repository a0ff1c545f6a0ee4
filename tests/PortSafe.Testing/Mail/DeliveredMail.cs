using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PortSafe.Testing.Mail;

/// <summary>A message as it left, read as far as tests need it: its headers, and the two parts that people read.</summary>
public sealed partial class DeliveredMail
{
    private DeliveredMail(IReadOnlyList<string> headers, string text, string html) => (Headers, Text, Html) = (headers, text, html);

    /// <summary>Unfolded, each as <c>Name: value</c>.</summary>
    public IReadOnlyList<string> Headers { get; }

    public string Text { get; }

    public string Html { get; }

    /// <summary>Every web address in the headers and in both parts, each once.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. Headers.Append(Text).SelectMany(text => Address().Matches(text).Select(match => match.Value))
            .Concat(Attribute().Matches(Html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["address"].Value)))
            .Distinct(StringComparer.Ordinal)];

    /// <exception cref="InvalidDataException">It has no HTML or no text.</exception>
    public static DeliveredMail Read(string file)
    {
        var message = Encoding.ASCII.GetString(File.ReadAllBytes(file));
        var headers = Folding().Replace(message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)], " ").Split("\r\n");
        return new DeliveredMail(headers, Part(message, "text/plain"), Part(message, "text/html"));
    }

    private static string Part(string message, string type)
    {
        var start = message.IndexOf($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            throw new InvalidDataException($"The message has no part {type}.");
        var body = message.IndexOf("\r\n\r\n", start, StringComparison.Ordinal) + 4;
        var end = message.IndexOf("\r\n--=_", body, StringComparison.Ordinal);
        return Unquoted(message[body..(end < 0 ? message.Length : end)]);
    }

    /// <summary>Undoes quoted-printable (RFC 2045, section 6.7).</summary>
    private static string Unquoted(string body)
    {
        var octets = new List<byte>();
        var joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var index = 0; index < joined.Length; index++)
        {
            if (joined[index] != '=')
                octets.Add((byte)joined[index]);
            else
            {
                octets.Add(byte.Parse(joined.AsSpan(index + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                index += 2;
            }
        }
        return Encoding.UTF8.GetString([.. octets]);
    }

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.None, 1000)]
    private static partial Regex Folding();

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:href|src)=""(?<address>https?://[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}
