namespace PortSafe.Grains.Analytics;

/// <summary>How findings about a measure are put.</summary>
/// <param name="Subject">What rises or falls, in a sentence: “the share of staff surveyed who know the reporting line”.</param>
/// <param name="Most">Comes before the names of the parts with the highest figure: “Staff know the line best in”.</param>
/// <param name="Least">Follows it, before those with the lowest: “least in”.</param>
/// <param name="UnitName">What one of the figure is, in a subtitle: “per cent”, “number of ports”.</param>
public sealed record MeasureWords(string Subject, string Most, string Least, string UnitName);
