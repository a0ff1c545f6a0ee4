using PortSafe.Auditor.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>
/// Asks HiGHS, in Node, several questions a call and in slices of time, because charts are drawn by the same process and wait for
/// their turn.
/// </summary>
public sealed class NodeRangeSolver(NodeRuntime node) : IRangeSolver
{
    private const string Module = "audit.mjs";

    /// <summary>A call's body stays small.</summary>
    private const int CellsAtOnce = 50_000;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    /// <exception cref="NodeException">Node is missing, or one cell took longer than a call may.</exception>
    public async Task<IReadOnlyList<RangeAnswer>> SolveAsync(IReadOnlyList<RangeQuestion> questions, CancellationToken ct)
    {
        var answers = new RangeAnswer?[questions.Count];
        var left = new Queue<(int Number, RangeQuestion Question)>(questions.Select((question, number) => (number, question)));
        while (left.Count > 0)
        {
            var asked = Next(left);
            var given = await node.InvokeAsync<IReadOnlyList<Answer>>(Module, "ranges", [asked.Select(item => Asked.Of(item.Question)), Slice.TotalMilliseconds], ct);
            foreach (var ((number, question), answer) in asked.Zip(given))
            {
                if (answer.Left is null or { Count: > 0 })
                    left.Enqueue((number, question with { Wanted = answer.Left ?? question.Wanted }));
                if (answer.Left is not null)
                    answers[number] = answer.AddTo(answers[number]);
            }
        }
        return answers!;
    }

    private static List<(int Number, RangeQuestion Question)> Next(Queue<(int Number, RangeQuestion Question)> left)
    {
        var next = new List<(int, RangeQuestion)>();
        for (var cells = 0; cells < CellsAtOnce && left.TryDequeue(out var item); cells += item.Question.Table.Lower.Length)
            next.Add(item);
        return next;
    }

    private sealed record Asked(long[] Lower, long?[] Upper, int[][] Sums, IReadOnlyList<int> Wanted)
    {
        public static Asked Of(RangeQuestion question) => new(question.Table.Lower, question.Table.Upper, question.Table.Sums, question.Wanted);
    }

    /// <param name="Left">Cells that there was no time for; null when there was none for the question at all.</param>
    private sealed record Answer(bool Feasible, IReadOnlyList<long[]> Tables, IReadOnlyList<RangeFound> Ranges, IReadOnlyList<int>? Left)
    {
        public RangeAnswer AddTo(RangeAnswer? before)
        {
            var offset = before?.Tables.Count ?? 0;
            var ranges = Ranges.Select(range => range with { MinTable = range.MinTable + offset, MaxTable = range.MaxTable + offset });
            return new RangeAnswer(Feasible, [.. before?.Tables ?? [], .. Tables], [.. before?.Ranges ?? [], .. ranges]);
        }
    }
}
