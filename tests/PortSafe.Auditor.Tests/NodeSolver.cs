using Microsoft.Extensions.DependencyInjection;
using PortSafe.Auditor.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Releases;

namespace PortSafe.Auditor.Tests;

/// <summary>HiGHS in one Node process for the tests of a class.</summary>
public sealed class NodeSolver : IRangeSolver, IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddNodeRuntime().BuildServiceProvider();

    /// <summary>How many questions came.</summary>
    public int Asked { get; private set; }

    public Task<IReadOnlyList<RangeAnswer>> SolveAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct)
    {
        Asked += questions.Count;
        return new NodeRangeSolver(_services.GetRequiredService<NodeRuntime>()).SolveAsync(questions, ct);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
