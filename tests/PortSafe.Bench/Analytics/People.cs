using PortSafe.Testing.Processes;

namespace PortSafe.Bench.Analytics;

/// <summary>People of JMSC, as many as servers are started: each invitation is good for once.</summary>
internal sealed class People(Installation installation)
{
    private int _count;

    /// <summary>The path of the invitation of one more.</summary>
    public Task<string> InviteAsync() => installation.AddPersonAsync($"bench{++_count}@people.example", "jmsc-admin", _count == 1 ? null : "bench1@people.example");
}
