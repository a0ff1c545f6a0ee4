namespace PortSafe.Grains.Mail;

/// <summary>Sends the transactional messages that are due.</summary>
public sealed class SendNoticesJob(OutboxDispatcher dispatcher) : IJob
{
    public static string Name => "send-notices";

    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        while ((await dispatcher.SendDueAsync(ct)).Total > 0)
            ct.ThrowIfCancellationRequested();
    }
}
