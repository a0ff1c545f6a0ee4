using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>Lines of a difference that are shown one by one, or that are folded because nothing near them changed.</summary>
public sealed record DifferenceRun(bool IsFolded, IReadOnlyList<DifferenceLine> Lines)
{
    /// <summary>How many lines are shown on either side of a change.</summary>
    private const int Around = 2;

    /// <summary>Fewer than this are not worth folding.</summary>
    private const int LeastFolded = 3;

    /// <summary>The lines of a difference, in order.</summary>
    public static IReadOnlyList<DifferenceRun> In(TextDifference difference)
    {
        var lines = difference.Lines;
        var isNear = new bool[lines.Count];
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Kind != ChangeKind.Same)
                Array.Fill(isNear, true, Math.Max(0, index - Around), Math.Min(lines.Count, index + Around + 1) - Math.Max(0, index - Around));
        }
        var runs = new List<DifferenceRun>();
        for (var start = 0; start < lines.Count;)
        {
            var end = start;
            while (end < lines.Count && isNear[end] == isNear[start])
                end++;
            runs.Add(new DifferenceRun(!isNear[start] && end - start >= LeastFolded, [.. lines.Skip(start).Take(end - start)]));
            start = end;
        }
        return runs;
    }

    /// <summary>A line's words, those that went and came marked for eyes and for ears. Written in one piece: no blank comes between them that the text does not have.</summary>
    public static IHtmlContent Write(DifferenceLine line)
    {
        var content = new HtmlContentBuilder();
        foreach (var part in line.Parts)
        {
            if (part.Kind == ChangeKind.Same)
            {
                content.Append(part.Text);
                continue;
            }
            var isRemoved = part.Kind == ChangeKind.Removed;
            var mark = new TagBuilder(isRemoved ? "del" : "ins");
            mark.InnerHtml.AppendHtml(Unseen(isRemoved ? "[removed: " : "[added: ")).Append(part.Text).AppendHtml(Unseen("]"));
            content.AppendHtml(mark);
        }
        return content;
    }

    private static TagBuilder Unseen(string words)
    {
        var span = new TagBuilder("span");
        span.AddCssClass("govuk-visually-hidden");
        span.InnerHtml.Append(words);
        return span;
    }
}
