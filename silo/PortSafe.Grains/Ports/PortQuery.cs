using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>By which column a list of ports is sorted. Ports that have nothing there come last, either way round.</summary>
public enum PortSort
{
    Name,
    Region,

    /// <summary>As far as the scheme has come: not joined, applied, registered, and so on.</summary>
    Stage,

    Score,
    LastAction,
    ReviewDue,
}

/// <summary>Which schemes' reviews are asked for.</summary>
public enum ReviewFilter
{
    /// <summary>The self-check of a member is over twelve months old.</summary>
    Due,

    /// <summary>A member's review falls due today or within <see cref="PortQuery.ReviewSoonDays"/> days.</summary>
    Soon,
}

/// <summary>Which ports are asked for, in which order, and which page of them.</summary>
public sealed record PortQuery
{
    public const int MaxText = 100;

    /// <summary>Rows of a page, where no other number is asked for.</summary>
    public const int RowsOfPage = 50;

    public const int MaxRowsOfPage = 1_000;

    public const int ReviewSoonDays = 60;

    /// <summary>A member is idle when nothing was done for so many days.</summary>
    public const int IdleDays = 90;

    /// <summary>Part of a name, or the beginning of a LOCODE; null for any.</summary>
    public string? Text { get; init; }

    public Region? Region { get; init; }

    public PortSize? Size { get; init; }

    public Stage? Stage { get; init; }

    /// <summary>Only ports that nobody has ever applied for.</summary>
    public bool IsNotJoined { get; init; }

    public ScoreBand? Band { get; init; }

    /// <summary>Only ports without a score.</summary>
    public bool HasNoScore { get; init; }

    public ReviewFilter? Review { get; init; }

    /// <summary>Only members of whom nothing was recorded for <see cref="IdleDays"/> days.</summary>
    public bool IsIdle { get; init; }

    /// <summary>Whether the ports are in the register today (true) or closed (false); null for both.</summary>
    public bool? IsOpen { get; init; }

    public PortSort Sort { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>From 1. One that is past the last is the last.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to <see cref="MaxRowsOfPage"/>; null for all rows at once.</summary>
    public int? Rows { get; init; } = RowsOfPage;

    /// <summary>Whether every open port is asked for, in whatever order.</summary>
    public bool IsPlain => this with { Sort = default, IsDescending = false, Page = 1, Rows = RowsOfPage } == new PortQuery { IsOpen = true };
}

/// <summary>A page of ports, with how many there are.</summary>
/// <param name="Found">Ports that the query is about, on all pages.</param>
/// <param name="Page">The number of this page, from 1.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Behind">Ports whose stage and score are still as of an earlier day, and are being brought up to date.</param>
public sealed record PortsFound(IReadOnlyList<PortSummary> Ports, int Found, int Page, int Pages, int Behind);

/// <summary>How many ports the register holds.</summary>
/// <param name="All">Closed ones included.</param>
/// <param name="Members">Ports that take part.</param>
public sealed record PortTotals(int All, int Open, int Members, int Active);
