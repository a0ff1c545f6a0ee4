using System.Text.RegularExpressions;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;

namespace PortSafe.Domain.Tests.Architecture;

/// <summary>
/// Lists which sources name a type from which an exact report count can be read: only the Reports, Imports, Releases and Analytics
/// features of Data and Grains may, and folders named Jmsc in Api and Dashboard.
/// </summary>
public sealed partial class RawTypesTests
{
    /// <summary>The one line elsewhere: the table as the model has it. Who uses it is found by its name.</summary>
    private static readonly string[] AllowedLines = ["silo/PortSafe.Data/PortSafeDb.cs: public DbSet<ReportCountsRow> ReportCounts => Set<ReportCountsRow>();"];

    [Fact]
    public void Only_code_that_may_name_a_raw_type_does()
    {
        var named = Sources().SelectMany(file => File.ReadLines(Path.Combine(SourceTree.Root, file)).Where(line => Raw().IsMatch(line)).Select(line => (File: file, Line: line.Trim()))).ToList();
        Assert.Contains(named, use => use.File == "silo/PortSafe.Grains/Releases/ReleaseCompiler.cs");
        Assert.Equal(AllowedLines, named.Where(use => !Place().IsMatch(use.File)).Select(use => $"{use.File}: {use.Line}"));
    }

    [Fact]
    public void Every_raw_type_that_the_list_names_is_still_there()
    {
        var text = string.Concat(Sources().Select(file => File.ReadAllText(Path.Combine(SourceTree.Root, file))));
        Assert.All(RawNames, name => Assert.Matches($@"\b(class|struct|record)\s+{name}\b", text));
    }

    /// <summary>The pages that explain bands make them of numbers that stand in the pages themselves.</summary>
    [Fact]
    public void A_released_figure_is_made_of_a_count_in_one_place_alone() =>
        Assert.Equal(["dashboard/PortSafe.Dashboard/Analytics/HowToRead.cshtml", "dashboard/PortSafe.Dashboard/Releases/Example.cshtml", "dashboard/PortSafe.Dashboard/Releases/HowWeProtectReporters.cshtml", "silo/PortSafe.Grains/Releases/ReportCells.cs"], Sources().Where(file => File.ReadAllText(Path.Combine(SourceTree.Root, file)).Contains("ReleasedFigure.Of(", StringComparison.Ordinal)));

    [Fact]
    public void Neither_a_count_nor_a_released_figure_turns_into_the_other_or_into_text_that_tells_it()
    {
        var members = new[] { typeof(RawCount), typeof(ReleasedFigure) }.SelectMany(type => type.GetMethods()).ToList();
        Assert.DoesNotContain(members, method => method.Name is "op_Implicit" or "op_Explicit");
        Assert.DoesNotContain(typeof(RawCount).GetMethods(), method => method.ReturnType == typeof(ReleasedFigure));
        Assert.DoesNotContain(typeof(ReleasedFigure).GetMethods(), method => method.ReturnType == typeof(RawCount) || method.GetParameters().Any(parameter => parameter.ParameterType == typeof(RawCount)));
        Assert.DoesNotContain("7", new RawCount(7).ToString(), StringComparison.Ordinal);
    }

    private static readonly string[] RawNames =
        ["RawCount", "LedgerReading", "ReportLedger", "ReportCountsRow", "ReportedCounts", "PortCounts", "CountsJson", "CountsWriter", "StatementLedger", "ReportCube", "CubeMonth", "ExactPivot", "ExactFigure"];

    private static IEnumerable<string> Sources() => new[] { "silo", "api", "dashboard" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
        .Select(file => Path.GetRelativePath(SourceTree.Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\b(RawCount|LedgerReading|ReportLedger|ReportCountsRow|ReportCounts|ReportedCounts|PortCounts|CountsJson|CountsWriter|StatementLedger|ReportCube|CubeMonth|ExactPivot|ExactFigure)\b|report_counts", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Raw();

    [GeneratedRegex(@"^silo/PortSafe\.Domain/|^silo/PortSafe\.(Data|Grains)/(Reports|Imports|Releases|Analytics)/|^(api|dashboard)/[^/]+/(.+/)?Jmsc/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
