using PortSafe.Data.Ports;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Ports;

/// <summary>Writes the read models anew from the event streams.</summary>
public sealed class RebuildVerb() : PersonVerb(
    "rebuild", "Write the read models anew from the ports' event streams. What is recorded does not change.", SamplePeople.Administrator)
{
    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return context.Answer.Refuse(Authority.Refusal);
        var events = await context.Get<ReadModels>().RebuildAsync(new Rebuilding(context.Output), ct);
        return context.Answer.Done($"Rebuilt the read models from {events:N0} events.", new { Events = events });
    }

    private sealed class Rebuilding(IVerbOutput output) : IProgress<int>
    {
        public void Report(int value) => output.Progress(new VerbProgress("Ports rebuilt", value));
    }
}
