using System.Text;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>Writes text into HTML. Nothing that a person wrote reaches a document by another way.</summary>
internal static class Html
{
    /// <summary>The text as it may stand between tags and inside a quoted attribute; control characters are left out.</summary>
    public static string Text(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '\n' or '\t' => result.Append(character),
                _ when char.IsControl(character) => result,
                _ => result.Append(character),
            };
        }
        return result.ToString();
    }
}
