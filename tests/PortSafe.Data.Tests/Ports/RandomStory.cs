using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Schemes;
using PortSafe.Testing;
using PortSafe.Testing.Ports;

namespace PortSafe.Data.Tests.Ports;

/// <summary>Years of commands at a few ports, some backdated, as the rules let them through; the same for the same seed.</summary>
internal sealed class RandomStory(EventStore store, TestClock clock, int seed)
{
    private static readonly Locode[] Ports = [Locode.Parse("GBFXT"), Locode.Parse("GBDVR"), Locode.Parse("GBLIV")];

    private readonly Random _random = new(seed);

    /// <returns>How many events were recorded.</returns>
    public async Task<int> TellAsync(int commands)
    {
        var recorded = 0;
        for (var count = 0; count < commands; count++)
        {
            clock.Advance(TimeSpan.FromHours(_random.Next(1, 24 * 20)));
            var port = Pick(Ports);
            var history = await store.LoadAsync(port, default);
            if (PortDecisions.Decide(history.Events, Next(history), clock.Today()).Succeeded(out var events, out _))
            {
                Assert.True(await store.AppendAsync([new PortAppend(port, history, events)], TestActors.Admin, null, default));
                recorded += events.Count;
            }
        }
        return recorded;
    }

    private PortCommand Next(PortHistory history)
    {
        var today = clock.Today();
        if (history.LastSequence == 0)
            return new AddPort(today, "Port", Pick(PublicationPlan.Current.Regions), Pick(PortSize.All), 50, 0);
        var at = today.AddDays(-_random.Next(0, _random.Next(1, 400)));
        return _random.Next(20) switch
        {
            0 or 1 => new Apply(at, ApplicantRole.All[0]),
            2 or 3 => new Approve(at),
            4 => new IssuePack(at, "2024-01"),
            5 => Pick<PortCommand>([new Reject(at, "No"), new SuspendScheme(at, "No"), new WithdrawScheme(at, "No"), new ClosePort(at, "No")]),
            6 or 7 => new ReinstateScheme(at, "Yes"),
            8 => new WithdrawMilestone(at, Pick(Milestone.All), "It lapsed"),
            9 or 10 => new RecordBriefing(at, Pick(Audience.All), _random.Next(1, 80)),
            11 or 12 or 13 => new RecordQuarterFigures(Quarter.Of(at), FiguresBuilder.Figures(knowLine: _random.Next(0, 40))),
            14 => new VerifyContact(at),
            15 => new RenamePort(today, $"Port {_random.Next(100)}"),
            _ => new RecordMilestone(at, Pick(Milestone.All), at.Day % 2 == 0 ? null : $"Seen on day {at.DayNumber}"),
        };
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
