namespace PortSafe.Grains.Analytics;

/// <summary>What a measure is split into. Which breakdowns a measure has, its entry in the catalogue says.</summary>
public sealed record MeasureBreakdown
{
    private MeasureBreakdown(string code, string title, string one) => (Code, Title, One) = (code, title, one);

    /// <summary>Not split: one figure for the whole UK.</summary>
    public static MeasureBreakdown Nation { get; } = new("nation", "the UK as a whole", "UK");

    public static MeasureBreakdown Region { get; } = new("region", "region", "Region");

    public static MeasureBreakdown Size { get; } = new("size", "size of port", "Size of port");

    public static MeasureBreakdown Stage { get; } = new("stage", "stage", "Stage");

    public static MeasureBreakdown Group { get; } = new("group", "kind of report", "Kind of report");

    public static IReadOnlyList<MeasureBreakdown> All { get; } = [Nation, Region, Size, Stage, Group];

    /// <summary>The stable name in addresses.</summary>
    public string Code { get; }

    /// <summary>As it follows “by”; of the nation, as it stands alone.</summary>
    public string Title { get; }

    /// <summary>The head of a column that names its parts.</summary>
    public string One { get; }

    public override string ToString() => Code;
}
