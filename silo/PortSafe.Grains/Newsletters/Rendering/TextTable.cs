namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>A table in characters: columns aligned, figures flush right, no line over the width.</summary>
internal static class TextTable
{
    private const int Gap = 2;
    private const int NarrowHeading = 14;
    private const int NarrowestText = 10;

    /// <param name="header">May be empty; else a text a column.</param>
    /// <param name="rows">Each with a text a column.</param>
    /// <param name="isNumber">A value a column.</param>
    public static List<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<bool> isNumber, int width)
    {
        var widths = Widths(header, rows, isNumber, width);
        var lines = new List<string>();
        if (header.Count > 0)
        {
            lines.AddRange(Row(header, widths, isNumber, alignDown: true));
            lines.Add(string.Join(new string(' ', Gap), widths.Select(column => new string('-', column))));
        }
        foreach (var row in rows)
            lines.AddRange(Row(row, widths, isNumber, alignDown: false));
        return lines;
    }

    private static int[] Widths(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<bool> isNumber, int width)
    {
        var widths = new int[isNumber.Count];
        for (var column = 0; column < widths.Length; column++)
        {
            var heading = header.Count == 0 ? 0 : isNumber[column] ? Math.Min(header[column].Length, Math.Max(NarrowHeading, LongestWord(header[column]))) : header[column].Length;
            widths[column] = Math.Max(Math.Max(1, heading), rows.Count == 0 ? 0 : rows.Max(row => row[column].Length));
        }
        while (widths.Sum() + (Gap * (widths.Length - 1)) > width)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= NarrowestText)
                break;
            widths[widest]--;
        }
        return widths;
    }

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);

    private static IEnumerable<string> Row(IReadOnlyList<string> cells, int[] widths, IReadOnlyList<bool> isNumber, bool alignDown)
    {
        var wrapped = cells.Select((cell, column) => TextLines.Wrap(cell, widths[column])).ToList();
        var height = wrapped.Max(cell => cell.Count);
        for (var line = 0; line < height; line++)
        {
            var parts = wrapped.Select((cell, column) =>
            {
                var index = alignDown ? line - (height - cell.Count) : line;
                var text = index >= 0 && index < cell.Count ? cell[index] : "";
                return isNumber[column] ? text.PadLeft(widths[column]) : text.PadRight(widths[column]);
            });
            yield return string.Join(new string(' ', Gap), parts).TrimEnd();
        }
    }
}
