using Markdig.Syntax;
using PortSafe.Domain;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>A chart that a mail carries as a picture.</summary>
/// <param name="ContentId">Names it within the message.</param>
/// <param name="Period">The quarter of the release that it is from.</param>
internal sealed record IssuePicture(string ContentId, Chart Chart, Quarter Period)
{
    /// <summary>Each chart of a resolved body once, in order.</summary>
    public static IReadOnlyList<IssuePicture> In(IssueBody body) =>
        [.. body.Document.Descendants<FigureBlock>().Select(block => block.Figure).OfType<Figure.Drawn>()
            .DistinctBy(ContentIdOf)
            .Select(drawn => new IssuePicture(ContentIdOf(drawn), drawn.Chart, drawn.Period))];

    public static string ContentIdOf(Figure.Drawn drawn) => $"{drawn.Chart.Id}-{drawn.Period}";
}
