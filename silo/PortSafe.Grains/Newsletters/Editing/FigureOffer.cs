using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Newsletters.Tokens;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters.Editing;

/// <summary>One thing of a release that an issue can quote.</summary>
/// <param name="Token">What to write, such as <c>{{stat:staff-reached region="Wales"}}</c>.</param>
/// <param name="Title">What it is of.</param>
/// <param name="Value">As published; of a chart, the finding that it states.</param>
public sealed record OfferedFigure(FigureKind Kind, string Token, string Title, string Value);

/// <summary>Everything that an issue can quote of its own quarter's release.</summary>
public sealed class FigureOffer(IssueCompiler compiler, SectorCharts charts)
{
    /// <returns>Charts and tables first, then every figure; none for an issue outside the quarters; or <c>release-not-frozen</c>.</returns>
    public async Task<Result<IReadOnlyList<OfferedFigure>>> ListAsync(IssueKey issue, CancellationToken ct)
    {
        if (issue.Quarter is not { } quarter)
            return new List<OfferedFigure>();
        if (!(await compiler.FiguresAsync(quarter, ct)).Succeeded(out var figures, out var error))
            return error;
        var offered = new List<OfferedFigure>();
        foreach (var id in SectorCharts.Ids)
        {
            if (await charts.FindAsync(id, quarter, ct) is { } chart)
                offered.Add(new OfferedFigure(FigureKind.Chart, $"{{{{chart:{id}}}}}", $"Chart: {chart.Subtitle}", chart.Title));
        }
        offered.AddRange(Tables(figures));
        offered.AddRange(Stats(figures));
        return offered;
    }

    private static IEnumerable<OfferedFigure> Tables(ReleaseFigures figures) =>
        from table in FigureTables.Known
        let figure = table.Value(figures, figures.Quarter)
        where figure is not null
        let title = figure is Figure.Tabular tabular ? tabular.Table.Title : $"Key figures, {figures.Quarter.Title}"
        select new OfferedFigure(FigureKind.Table, $"{{{{table:{table.Key}}}}}", $"Table: {title}", figure is Figure.Tabular { Table: var shown } ? $"{shown.Rows.Count} rows" : "Four figures side by side");

    private static IEnumerable<OfferedFigure> Stats(ReleaseFigures figures) =>
        from measure in Measure.All
        from cell in figures.Cells(measure.Id, figures.Quarter)
            .OrderBy(cell => Breakdown.Of(cell).Names().Count())
            .ThenBy(cell => cell.Region?.ToString(), StringComparer.Ordinal)
        select new OfferedFigure(FigureKind.Stat, TokenOf(cell), TitleOf(measure, cell), Wording.Of(cell));

    private static string TitleOf(Measure measure, ReleaseCell cell)
    {
        string?[] parts = [cell.Region?.ToString(), cell.Group?.Title, cell.Size is { } size ? $"{size.Title.ToLowerInvariant()} ports" : null, cell.Stage?.Title.ToLowerInvariant()];
        var named = parts.OfType<string>().ToList();
        return $"{measure.Title}: {(named.Count == 0 ? "the whole United Kingdom" : string.Join(", ", named))}";
    }

    private static string TokenOf(ReleaseCell cell)
    {
        (string Name, string? Value)[] arguments = [("region", cell.Region?.ToString()), ("group", cell.Group?.Code), ("size", cell.Size?.Code), ("stage", cell.Stage?.Code)];
        return $"{{{{stat:{cell.Measure}{string.Concat(arguments.Where(argument => argument.Value is not null).Select(argument => $" {argument.Name}={Quoted(argument.Value!)}"))}}}}}";
    }

    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
