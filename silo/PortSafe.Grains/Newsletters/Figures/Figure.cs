using PortSafe.Domain;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;

namespace PortSafe.Grains.Newsletters.Figures;

/// <summary>What a token stands for, taken from frozen releases. Exactly one of the nested cases.</summary>
internal abstract record Figure
{
    /// <summary>One figure, worded for a sentence: “66%”, “fewer than 10”, “540 to 544”.</summary>
    public sealed record Stat(string Words) : Figure;

    public sealed record Tabular(FigureTable Table) : Figure;

    /// <summary>A few figures side by side, each with how it compares with a year ago.</summary>
    public sealed record Key(IReadOnlyList<KeyFigure> Figures) : Figure;

    /// <summary>A chart of the release of a quarter.</summary>
    public sealed record Drawn(Chart Chart, Quarter Period) : Figure;
}

/// <summary>A table as every renderer shows it. Each row has a text a column.</summary>
/// <param name="Title">What the table shows, as a caption.</param>
/// <param name="Notes">Sentences to read with it.</param>
internal sealed record FigureTable(string Title, IReadOnlyList<FigureColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Notes);

/// <param name="IsNumber">Set flush right.</param>
internal sealed record FigureColumn(string Title, bool IsNumber);
