using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Schemes;

/// <summary>A port that can be applied for.</summary>
public sealed record OpenPort(Locode Locode, string Name, string Region);

/// <summary>The ports of the register that are not closed, for whoever looks for theirs. That a port is in the register is no secret; whether it takes part is not told.</summary>
public sealed class OpenPorts(IDbContextFactory<PortSafeDb> contexts)
{
    /// <summary>How many a search gives at most.</summary>
    public const int MaxFound = 10;

    /// <summary>In characters; what is typed beyond them does not count.</summary>
    public const int MaxTextLength = 100;

    /// <summary>Ports by a part of their name, whatever its accents and case, or by their LOCODE; at most <see cref="MaxFound"/>, those that begin with it first.</summary>
    /// <returns>Also whether there are more.</returns>
    public async Task<(IReadOnlyList<OpenPort> Ports, bool AreMore)> FindAsync(string text, CancellationToken ct)
    {
        var typed = text.Trim();
        var (key, code) = (PortNames.KeyOf(typed.Length > MaxTextLength ? typed[..MaxTextLength] : typed), typed.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal));
        if (key.Length == 0)
            return ([], false);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.PortStatus.AsNoTracking().Where(row => row.ClosedOn == null);
        open = Locode.TryParse(code, null, out var locode)
            ? open.Where(row => row.Locode == locode || row.NameKey.Contains(key))
            : open.Where(row => row.NameKey.Contains(key));
        var rows = await open.OrderBy(row => row.NameKey.StartsWith(key) ? 0 : 1).ThenBy(row => row.NameKey).ThenBy(row => row.Locode).Take(MaxFound + 1).ToListAsync(ct);
        return ([.. rows.Take(MaxFound).Select(row => new OpenPort(row.Locode, row.Name, row.Region.ToString()))], rows.Count > MaxFound);
    }

    /// <summary>One of them; null when it is not in the register or closed.</summary>
    public async Task<OpenPort?> GetAsync(Locode port, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PortStatus.AsNoTracking().SingleOrDefaultAsync(row => row.Locode == port && row.ClosedOn == null, ct) is { } row
            ? new OpenPort(row.Locode, row.Name, row.Region.ToString())
            : null;
    }
}
