using System.Text;

namespace PortSafe.Grains;

/// <summary>Puts text that is not Markdown, such as a name, into Markdown.</summary>
public static class MarkdownText
{
    private const string Special = @"\`*_{}[]()<>|&#!~^";

    /// <summary>The text on one line, with every character that Markdown or a token could read as markup behind a backslash.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Special.Contains(character))
                result.Append('\\');
            result.Append(char.IsControl(character) ? ' ' : character);
        }
        return result.ToString();
    }
}
