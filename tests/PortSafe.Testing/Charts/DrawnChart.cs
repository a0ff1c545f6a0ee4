using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PortSafe.Testing.Charts;

/// <summary>How a chart is drawn, as far as its shapes tell.</summary>
public enum DrawnAs
{
    Bars,
    Columns,
    Lines,
    Stacked,
    Panels,
    Tiles,
}

/// <summary>Reads a drawn chart back: its texts, and where its figures are.</summary>
public sealed partial class DrawnChart
{
    /// <summary>Stands in every panel, for comparison.</summary>
    private const string Everywhere = "#505a5f";

    /// <summary>Of figures, in daylight; the pale ends of bands and what is hatched have none of them.</summary>
    private static readonly string[] Palette = ["#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1", "#2073bc", "#6bace6"];

    private readonly XElement _svg;

    public DrawnChart(string svg)
    {
        _svg = XElement.Parse(svg);
        Text = string.Join(' ', string.Join(' ', _svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Everything that is written in it, in order, on one line.</summary>
    public string Text { get; }

    /// <summary>In pixels.</summary>
    public int Width => (int)_svg.Attribute("width")!;

    public int Height => (int)_svg.Attribute("height")!;

    /// <summary>How far each figure that is drawn lies from the axis, by series, in pixels; of lines, from the top, as a negative number.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Places(DrawnAs drawnAs)
    {
        var paths = _svg.Descendants().Where(element => element.Name.LocalName == "path").ToList();
        if (drawnAs is DrawnAs.Lines or DrawnAs.Panels)
        {
            var lines = paths.Where(path => (string?)path.Attribute("fill") == "none" && (string?)path.Attribute("stroke-linejoin") == "round").ToList();
            var own = lines.Where(path => drawnAs == DrawnAs.Lines || (string?)path.Attribute("stroke") != Everywhere).ToList();
            var shared = drawnAs == DrawnAs.Lines ? [] : lines.Except(own).Take(1);
            return [.. own.Concat(shared).Select(path => (IReadOnlyList<double>)[.. Corner().Matches((string)path.Attribute("d")!).Select(corner => -Number(corner.Groups["y"]))])];
        }
        // Columns with long names lie down.
        var liesDown = drawnAs == DrawnAs.Bars || (drawnAs == DrawnAs.Columns && paths.Where(IsFigure).Select(path => BoxOf(path).Groups["down"].Value.TrimStart('-')).Distinct().Count() == 1);
        return
        [
            .. paths.Where(IsFigure)
                .GroupBy(path => (string)path.Attribute("fill")!, path => liesDown ? Number(BoxOf(path).Groups["across"]) : Math.Abs(Number(BoxOf(path).Groups["down"])))
                .Select(series => (IReadOnlyList<double>)[.. series]),
        ];
    }

    private static bool IsFigure(XElement path) => Palette.Contains((string?)path.Attribute("fill") ?? "") && BoxOf(path).Success;

    private static Match BoxOf(XElement path) => Box().Match((string?)path.Attribute("d") ?? "");

    private static double Number(Group group) => double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[ML][\d.]+ (?<y>[\d.]+)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Corner();

    [GeneratedRegex(@"^M[\d.]+ [\d.]+l(?<across>[\d.]+) 0l0 (?<down>-?[\d.]+)l-[\d.]+ 0Z$", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Box();
}
