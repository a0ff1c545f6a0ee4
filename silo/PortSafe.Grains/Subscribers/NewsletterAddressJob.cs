using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;

namespace PortSafe.Grains.Subscribers;

/// <summary>
/// Every night: records of each member port whether the newsletter reaches an address of somebody who manages it, where that is
/// another answer than the one before. While a port never had a manager it stays unknown.
/// </summary>
public sealed class NewsletterAddressJob(IDbContextFactory<PortSafeDb> contexts, IGrains grains, TimeProvider clock) : IJob
{
    public static string Name => "newsletter-addresses";

    private static Actor By { get; } = Actor.Job(Name);

    /// <exception cref="InvalidOperationException">A port refused what was found out of it; the others were recorded.</exception>
    public async Task ExecuteAsync(string argument, CancellationToken ct)
    {
        var refused = new List<string>();
        foreach (var (port, isDeliverable) in await ChangedAsync(ct))
        {
            var command = new RecordNewsletterAddress(clock.Today(), isDeliverable);
            if ((await grains.Get<IPortGrain>(port.ToString()).RecordNewsletterAddressAsync(command, By, ct)).Error is { Code: not "already-recorded" } error)
                refused.Add($"{port}: {error.Code}");
        }
        if (refused.Count > 0)
            throw new InvalidOperationException($"Whether the newsletter arrives could not be recorded of {string.Join(", ", refused)}.");
    }

    private async Task<List<(Locode Port, bool IsDeliverable)>> ChangedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var manager = Role.PortManager.Code;
        var managed = await (
            from own in db.PersonPorts.AsNoTracking()
            join person in db.Users on own.PersonId equals person.Id
            where person.Role == manager && person.RevokedAt == null && person.WipedAt == null && person.Email != null
            select new { own.Locode, IsReached = db.Subscribers.Any(row => row.Email == person.Email!.ToLower() && row.UnsubscribedAt == null && row.UndeliverableAt == null) })
            .ToListAsync(ct);
        var reached = managed.GroupBy(row => row.Locode).ToDictionary(port => port.Key, port => port.Any(row => row.IsReached));
        var members = await db.PortStatus.AsNoTracking().Where(row => row.Stage != null && Stage.MemberCodes.Contains(row.Stage)).ToListAsync(ct);
        var changed = new List<(Locode, bool)>();
        foreach (var row in members)
        {
            var isKnown = reached.TryGetValue(row.Locode, out var isReached) || row.Newsletter is not null;
            if (isKnown && isReached != row.Newsletter)
                changed.Add((row.Locode, isReached));
        }
        return changed;
    }
}
