using PortSafe.Auditor.Releases;
using PortSafe.Testing.Releases;
using Xunit.Abstractions;

namespace PortSafe.Auditor.Tests.Releases;

/// <summary>The promise itself: whatever the sector, what is published proves nothing of any port. Seeds are fixed.</summary>
public sealed class ReleaseHistoryTests(NodeSolver solver, ITestOutputHelper output) : IClassFixture<NodeSolver>
{
    private const int CellsOfGenerator = 17_000;

    public static TheoryData<string> Generators => [.. SectorGenerator.All.Select(generator => generator.Name)];

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task What_is_published_proves_nothing(string name)
    {
        var generator = SectorGenerator.All.Single(other => other.Name == name);
        var histories = new List<ReleaseHistory>();
        for (var seed = 1; histories.Sum(history => history.Cells) < CellsOfGenerator; seed++)
            histories.Add(await ReleaseHistory.RunAsync(generator.Make(seed, regions: 3, portsInRegion: 6, quarters: 8), solver, generator.LateShare > 0));

        var audits = histories.SelectMany(history => history.Audits).ToList();
        var releases = histories.Sum(history => history.Releases);
        output.WriteLine($"{name}: {audits.Sum(audit => audit.Cells):N0} cell-checks; of {releases} releases {histories.Sum(history => history.Whole)} whole, {histories.Sum(history => history.FellBack)} fell back, {histories.Sum(history => history.Refused)} refused");
        Assert.Equal(0, audits.Sum(audit => audit.Failing));
        Assert.All(audits.Where(audit => audit.Scenario != AuditScenario.Insider), audit => Assert.InRange(audit.SmallestWidth ?? long.MaxValue, AuditVerdicts.LeastWidth, long.MaxValue));
        Assert.True(histories.Sum(history => history.Refused) * 10 <= releases, "More than a tenth of the releases were refused.");
    }
}
