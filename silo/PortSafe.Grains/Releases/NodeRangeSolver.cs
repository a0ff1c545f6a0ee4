using PortSafe.Auditor.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>Asks HiGHS, in Node, in slices that each keep well within the time that a call may take.</summary>
public sealed class NodeRangeSolver(NodeRuntime node) : IRangeSolver
{
    private const string Module = "audit.mjs";

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    /// <exception cref="NodeException">Node is missing, or one cell took longer than a call may.</exception>
    public async Task<RangeAnswer> SolveAsync(RangeQuestion question, CancellationToken ct)
    {
        var tables = new List<IReadOnlyList<long>>();
        var ranges = new List<RangeFound>();
        var left = question.Wanted;
        do
        {
            var answer = await node.InvokeAsync<Answer>(Module, "ranges", [question with { Wanted = left }, Slice.TotalMilliseconds], ct);
            if (!answer.Feasible)
                return new RangeAnswer(false, [], []);
            var offset = tables.Count;
            tables.AddRange(answer.Tables);
            ranges.AddRange(answer.Ranges.Select(range => range with { MinTable = range.MinTable + offset, MaxTable = range.MaxTable + offset }));
            left = answer.Left;
        }
        while (left.Count > 0);
        return new RangeAnswer(true, tables, ranges);
    }

    private sealed record Answer(bool Feasible, IReadOnlyList<IReadOnlyList<long>> Tables, IReadOnlyList<RangeFound> Ranges, IReadOnlyList<int> Left);
}
