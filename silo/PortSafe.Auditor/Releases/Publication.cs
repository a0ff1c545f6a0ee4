using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;

namespace PortSafe.Auditor.Releases;

/// <summary>A port as every reader knows it: where it lies, and in which quarters it was in the register. One that was closed and reinstated has several.</summary>
/// <param name="To">The last quarter, inclusive; null while it is open.</param>
public sealed record AuditedPort(Locode Port, Region Region, Quarter From, Quarter? To)
{
    /// <summary>Whether it was in the register in that quarter.</summary>
    public bool Holds(Quarter quarter) => From <= quarter && !(To < quarter);
}

/// <summary>A figure that was shown to somebody: an interval for the reports of a period, of the nation, one region, one group or one port.</summary>
/// <param name="First">The period's first quarter.</param>
/// <param name="Last">Its last, inclusive: the first itself for a quarter, three on for a year.</param>
/// <param name="Vintage">0 when the period's figures were first published, 1 when they were revised.</param>
/// <param name="Region">Null unless the figure is of a region; at most one of region, group and port is set, and none for the nation.</param>
/// <param name="Lower">0 or more.</param>
/// <param name="Upper">At least <paramref name="Lower"/>; null when open.</param>
public sealed record PublishedFigure(
    Quarter First, Quarter Last, int Vintage, Region? Region, CategoryGroup? Group, Locode? Port, long Lower, long? Upper);

/// <summary>The register, and every figure of every vintage that anyone outside JMSC was shown; withdrawn ones too, because readers remember.</summary>
public sealed record Publication(IReadOnlyList<AuditedPort> Ports, IReadOnlyList<PublishedFigure> Figures);

/// <summary>An account to which the figures of its ports are shown.</summary>
/// <param name="Id">Impersonal, such as <c>person:…</c>.</param>
/// <param name="Hidden">Quarters in whose releases the account rule hides its ports' own figures; annual figures are in that of their last quarter.</param>
public sealed record AuditedAccount(string Id, IReadOnlyList<Locode> Ports, IReadOnlyList<Quarter> Hidden)
{
    /// <summary>An account from which nothing is hidden.</summary>
    public AuditedAccount(string id, IReadOnlyList<Locode> ports)
        : this(id, ports, [])
    {
    }
}

/// <summary>What a port's manager knows of the port without being told.</summary>
/// <param name="Count">The reports of that quarter, as they were when it was first published.</param>
public sealed record TrueCount(Locode Port, Quarter Quarter, long Count);

/// <summary>What a reader is taken to know (disclosure rules, section 4).</summary>
public enum AuditScenario
{
    /// <summary>(a) What everyone is shown.</summary>
    Role,

    /// <summary>(b) That, and what an account is shown of all its ports.</summary>
    Account,

    /// <summary>(c) That, and what all managers of a region but two were shown.</summary>
    Pool,

    /// <summary>(d) What an account is shown, its own ports’ true counts, and that one report came late between two vintages.</summary>
    Insider,
}
