namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>Lines of plain text, wrapped between words.</summary>
internal static class TextLines
{
    /// <summary>Wraps each line of the text; a word longer than the width, such as an address, stays whole on a line of its own.</summary>
    public static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
            WrapLine(line, width, lines);
        return lines;
    }

    /// <summary>The lines with something before the first and something as wide before the others.</summary>
    public static IEnumerable<string> Hang(IEnumerable<string> lines, string first, string others) =>
        lines.Select((line, index) => (line.Length == 0 && index > 0 ? others : (index == 0 ? first : others) + line).TrimEnd());

    private static void WrapLine(string line, int width, List<string> lines)
    {
        var current = "";
        foreach (var word in line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (current.Length > 0 && current.Length + 1 + word.Length > width)
            {
                lines.Add(current);
                current = "";
            }
            current = current.Length == 0 ? word : $"{current} {word}";
        }
        lines.Add(current);
    }
}
