using Markdig.Syntax;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Figures;

/// <summary>Gives each token of a body the figure that it stands for, from frozen cells and nothing else.</summary>
internal sealed class FigureResolver(ReleaseFigures figures, SectorCharts charts)
{
    /// <summary>The most tokens that one body may hold.</summary>
    public const int MostTokens = 500;

    private const string Period = "period";

    /// <summary>Sets the figure of each token.</summary>
    /// <returns>What stands in the way, by place; empty when every token has its figure.</returns>
    public async Task<IReadOnlyList<BodyProblem>> ResolveAsync(IssueBody body, CancellationToken ct)
    {
        var tokens = Tokens(body).ToList();
        if (tokens.Count > MostTokens)
            return [new BodyProblem(tokens[MostTokens].At, $"A text holds {MostTokens} tokens at most, and this one has {tokens.Count}.")];
        var problems = new List<BodyProblem>();
        foreach (var inline in body.Document.Descendants<FigureInline>())
            inline.Figure = Note(Stat(inline.Token), inline.Token, problems);
        foreach (var block in body.Document.Descendants<FigureBlock>())
            block.Figure = Note(block.Token.Kind == FigureKind.Chart ? await ChartAsync(block.Token, ct) : Table(block.Token), block.Token, problems);
        return problems;
    }

    /// <summary>Every token of a body.</summary>
    public static IEnumerable<FigureToken> Tokens(IssueBody body) =>
        body.Document.Descendants<FigureInline>().Select(inline => inline.Token)
            .Concat(body.Document.Descendants<FigureBlock>().Select(block => block.Token));

    private static Figure? Note(Result<Figure> result, FigureToken token, List<BodyProblem> problems)
    {
        if (result.Error is { } error)
            problems.Add(new BodyProblem(token.At, error.Message));
        return result.Value;
    }

    private Result<Figure> Stat(FigureToken token)
    {
        if (!PeriodOf(token, [Period, .. StatArguments.Names]).Succeeded(out var period, out var error))
            return error;
        if (figures.WasWithdrawn(period))
            return new Figure.Stat("a figure that was withdrawn");
        var measures = figures.Measures(period);
        if (!measures.Contains(token.Name))
            return Unknown("measure", token.Name, measures);
        if (!StatArguments.Read(token.Arguments).Succeeded(out var of, out error))
            return error;
        return figures.Find(token.Name, period, of) is { } cell ? new Figure.Stat(Wording.Of(cell)) : NoSuchCell(token.Name, period);
    }

    private async Task<Result<Figure>> ChartAsync(FigureToken token, CancellationToken ct)
    {
        if (!PeriodOf(token, [Period]).Succeeded(out var period, out var error))
            return error;
        if (figures.WasWithdrawn(period))
            return Withdrawn(period);
        return await charts.FindAsync(token.Name, period, ct) is { } chart ? new Figure.Drawn(chart, period) : Unknown("chart", token.Name, SectorCharts.Ids);
    }

    private Result<Figure> Table(FigureToken token)
    {
        if (!PeriodOf(token, [Period]).Succeeded(out var period, out var error))
            return error;
        if (figures.WasWithdrawn(period))
            return Withdrawn(period);
        if (!FigureTables.Known.TryGetValue(token.Name, out var make))
            return Unknown("table", token.Name, FigureTables.Known.Keys);
        return make(figures, period) is { } figure
            ? figure
            : Error.Invalid("figure-unknown", $"The release of {period} has no figures for the table “{token.Name}”.");
    }

    /// <summary>What stands in place of a table or chart of a release that was withdrawn after the text was written.</summary>
    private static Figure.Tabular Withdrawn(Quarter period) =>
        new(new FigureTable("Figures that were withdrawn", [new FigureColumn("Release", false)], [[$"The release of {period.Title} was withdrawn."]], []));

    /// <summary>The quarter that a token asks for, once its arguments are known to be ones that it takes.</summary>
    private Result<Quarter> PeriodOf(FigureToken token, IReadOnlyList<string> taken)
    {
        if (token.Arguments.FirstOrDefault(argument => !taken.Contains(argument.Name)) is { } unknown)
            return Unknown("argument", unknown.Name, taken);
        if (ArgumentOf(token, Period) is not { } text)
            return figures.Quarter;
        if (TryQuarter(text) is not { } quarter)
            return Error.Invalid("figure-period", $"“{text}” is not a quarter. Write it like {figures.Quarter.SameQuarterLastYear}.");
        return figures.Has(quarter) || figures.WasWithdrawn(quarter)
            ? quarter
            : Error.Invalid("figure-period", $"The release of {quarter} is not frozen, so its figures cannot be quoted.");
    }

    private Error NoSuchCell(string measure, Quarter period)
    {
        var shapes = figures.Cells(measure, period)
            .Select(cell => string.Join(" and ", Breakdown.Of(cell).Names()))
            .Distinct()
            .Select(shape => shape.Length == 0 ? "for the nation" : $"by {shape}");
        return Error.Invalid("figure-unknown", $"“{measure}” is not published for that. It is published {string.Join(", ", shapes)}.");
    }

    private static Error Unknown(string what, string name, IEnumerable<string> known) =>
        Error.Invalid("figure-unknown", $"There is no {what} “{name}”. There {Listed([.. known])}.");

    private static string Listed(IReadOnlyList<string> known) => known.Count switch
    {
        0 => "is none",
        1 => $"is {known[0]}",
        _ => $"are {string.Join(", ", known)}",
    };

    private static string? ArgumentOf(FigureToken token, string name) => token.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    private static Quarter? TryQuarter(string text) => Quarter.TryParse(text, null, out var quarter) ? quarter : null;
}

/// <summary>The arguments that pick a cell of a measure.</summary>
internal static class StatArguments
{
    public static IReadOnlyList<string> Names { get; } = ["region", "group", "size", "stage"];

    /// <summary>The breakdown that the arguments name; the nation when they name none.</summary>
    public static Result<Breakdown> Read(IEnumerable<FigureArgument> arguments)
    {
        var of = default(Breakdown);
        foreach (var (name, value) in arguments)
        {
            Breakdown? next = name switch
            {
                "region" => Region.TryParse(value, null, out var region) ? of with { Region = region } : null,
                "group" => CategoryGroup.TryParse(value, null, out var group) ? of with { Group = group } : null,
                "size" => PortSize.TryParse(value, null, out var size) ? of with { Size = size } : null,
                "stage" => Stage.TryParse(value, null, out var stage) ? of with { Stage = stage } : null,
                _ => of,
            };
            if (next is null)
                return Error.Invalid("figure-argument", $"There is no {name} “{value}”. There are {string.Join(", ", Values(name))}.");
            of = next.Value;
        }
        return of;
    }

    private static IEnumerable<string> Values(string name) => name switch
    {
        "region" => Domain.Releases.PublicationPlan.Current.Regions.Select(region => region.ToString()),
        "group" => CategoryGroup.All.Select(group => group.Code),
        "size" => PortSize.All.Select(size => size.Code),
        _ => Stage.All.Select(stage => stage.Code),
    };
}
