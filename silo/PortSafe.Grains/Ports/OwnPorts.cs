using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>What each of the ports in somebody's care can do next.</summary>
public sealed class OwnPorts(EventStore store, TimeProvider clock)
{
    /// <summary>The best step of each port that takes part; a port that has nothing left to gain, or takes no part, is left out.</summary>
    public async Task<IReadOnlyDictionary<Locode, NextStep>> NextStepsAsync(Actor by, CancellationToken ct)
    {
        var steps = new Dictionary<Locode, NextStep>();
        foreach (var (port, history) in await store.LoadManyAsync(by.PortsInView, ct))
        {
            var facts = SchemeFacts.From(history.Events, clock.Today());
            if (Stages.Of(facts)?.IsMember == true && NextSteps.Of(facts) is [var best, ..])
                steps[port] = best;
        }
        return steps;
    }
}
