using System.Text;

namespace PortSafe.Testing.Charts;

/// <summary>Reads CSV by RFC 4180, and by nothing that writes it.</summary>
public static class CommaSeparated
{
    /// <summary>Every record's fields.</summary>
    /// <param name="file">UTF-8 with a byte order mark.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Read(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        if (text[0] != '\uFEFF')
            throw new InvalidDataException("The file has no byte order mark.");
        List<IReadOnlyList<string>> records = [];
        List<string> record = [];
        for (var at = 1; at < text.Length;)
        {
            record.Add(Field(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }
            if (!text.AsSpan(at).StartsWith("\r\n", StringComparison.Ordinal))
                throw new InvalidDataException($"A record ends otherwise than by CRLF at {at}.");
            at += 2;
            records.Add(record);
            record = [];
        }
        return records;
    }

    private static string Field(string text, ref int at)
    {
        var start = at;
        if (at >= text.Length || text[at] != '"')
        {
            while (at < text.Length && text[at] is not (',' or '\r'))
                at++;
            return text[start..at];
        }
        var field = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] != '"')
                field.Append(text[at]);
            else if (++at < text.Length && text[at] == '"')
                field.Append('"');
            else
                return field.ToString();
        }
    }
}
