using System.Xml.Linq;

namespace PortSafe.Domain.Tests.Architecture;

/// <summary>Holds Domain ← Data ← Grains ← {Api, Dashboard} ← Silo ← Silo.Cluster, with the auditor on Domain alone.</summary>
public sealed class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["PortSafe.Domain"] = [],
        ["PortSafe.Data"] = ["PortSafe.Domain"],
        ["PortSafe.Grains"] = ["PortSafe.Domain", "PortSafe.Data", "PortSafe.Auditor"],
        ["PortSafe.Auditor"] = ["PortSafe.Domain"],
        ["PortSafe.Api"] = ["PortSafe.Domain", "PortSafe.Data", "PortSafe.Grains"],
        ["PortSafe.Dashboard"] = ["PortSafe.Domain", "PortSafe.Data", "PortSafe.Grains"],
        ["PortSafe.Silo"] =
            ["PortSafe.Domain", "PortSafe.Data", "PortSafe.Grains", "PortSafe.Api", "PortSafe.Dashboard", "PortSafe.Auditor"],
        ["PortSafe.Silo.Cluster"] =
            ["PortSafe.Domain", "PortSafe.Data", "PortSafe.Grains", "PortSafe.Api", "PortSafe.Dashboard", "PortSafe.Auditor", "PortSafe.Silo"],
    };

    private static readonly string[] Features =
    [
        "Ports", "Schemes", "Awareness", "Reports", "Imports", "Releases", "Newsletters", "Subscribers", "Mail", "Toolkit", "Enquiries",
        "Accounts", "Audit", "Analytics", "Charts",
    ];

    /// <summary>Folders that are no feature, by project: what a tool or the framework looks for by name, and where everything starts.</summary>
    private static readonly Dictionary<string, string[]> Technical = new(StringComparer.Ordinal)
    {
        ["PortSafe.Data"] = ["Schema"],
        ["PortSafe.Grains"] = ["node"],
        ["PortSafe.Api"] = ["Description", "Properties"],
        ["PortSafe.Dashboard"] = ["Pages", "wwwroot", "Properties"],
        ["PortSafe.Silo"] = ["CommandLine", "Engine", "Hosting", "Schedule", "SampleData", "Properties"],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project)
    {
        var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(references.Except(Allowed.GetValueOrDefault(project, []), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_has_its_place_in_the_rule() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    [Fact]
    public void Domain_needs_no_package() =>
        Assert.Empty(Items("PortSafe.Domain", "PackageReference").Concat(Items("PortSafe.Domain", "FrameworkReference")));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_s_folders_are_features_by_their_one_name(string project)
    {
        var folder = Path.GetDirectoryName(FileOf(project))!;
        var names = Directory.EnumerateDirectories(folder).Where(HoldsSource).Select(path => Path.GetFileName(path));

        Assert.Empty(names.Except([.. Features, .. Technical.GetValueOrDefault(project, [])], StringComparer.Ordinal));
    }

    /// <summary>What a build or a package manager leaves behind is no folder of the project.</summary>
    private static bool HoldsSource(string folder) =>
        Path.GetFileName(folder) is not ("bin" or "obj" or "node_modules") && Directory.EnumerateFileSystemEntries(folder).Any();

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(FileOf(project)).Descendants(kind).Select(item => (string?)item.Attribute("Include") ?? "");

    private static string FileOf(string project) => ProjectFiles().Single(file => Path.GetFileNameWithoutExtension(file) == project);

    private static IEnumerable<string> ProjectFiles() =>
        new[] { "silo", "api", "dashboard" }.SelectMany(part =>
            Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, part)).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj")));
}
