using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Schemes;

/// <summary>How much a milestone matters: a scheme without all the essential ones is not active.</summary>
public enum MilestoneTier
{
    Essential,
    Desired,
    Bonus,
}

/// <summary>One thing that a port does to make its scheme work.</summary>
public sealed record Milestone : ICoded<Milestone>
{
    private Milestone(string code, string title, MilestoneTier tier, int effort) =>
        (Code, Title, Tier, Effort) = (code, title, tier, effort);

    public static Milestone LeadNamed { get; } = new("lead-named", "Name a scheme lead", MilestoneTier.Essential, 1);

    public static Milestone GuideRead { get; } = new("guide-read", "Read the Information Guide", MilestoneTier.Essential, 1);

    public static Milestone LineDisplayed { get; } = new("line-displayed", "Display the reporting line", MilestoneTier.Essential, 2);

    public static Milestone LaunchBriefing { get; } = new("launch-briefing", "Hold a launch briefing", MilestoneTier.Essential, 2);

    public static Milestone ProtectUkRegistered { get; } = new("protectuk-registered", "Register with ProtectUK", MilestoneTier.Essential, 1);

    /// <summary>The one milestone that lapses: it holds for 12 months.</summary>
    public static Milestone AnnualSelfCheck { get; } = new("annual-self-check", "Do the yearly self-check", MilestoneTier.Essential, 1);

    public static Milestone DeputyNamed { get; } = new("deputy-named", "Name a deputy", MilestoneTier.Desired, 1);

    public static Milestone ActOffered { get; } = new("act-offered", "Offer ACT e-learning to staff", MilestoneTier.Desired, 1);

    public static Milestone InsiderBriefed { get; } = new("insider-briefed", "Brief staff on insider threat", MilestoneTier.Desired, 2);

    public static Milestone ContractorsCovered { get; } = new("contractors-covered", "Brief contractors", MilestoneTier.Desired, 2);

    /// <summary>Derived: half of headcount briefed. A recorded one counts only while headcount is unknown.</summary>
    public static Milestone HalfBriefed { get; } = new("half-briefed", "Brief half of all staff", MilestoneTier.Desired, 3);

    public static Milestone PulseSurvey { get; } = new("pulse-survey", "Run a pulse survey", MilestoneTier.Bonus, 2);

    public static Milestone TenantOutreach { get; } = new("tenant-outreach", "Reach out to tenants", MilestoneTier.Bonus, 2);

    public static Milestone Drill { get; } = new("drill", "Hold a drill", MilestoneTier.Bonus, 3);

    public static Milestone CaseStudyShared { get; } = new("case-study-shared", "Share a case study", MilestoneTier.Bonus, 2);

    public static IReadOnlyList<Milestone> All { get; } =
    [
        LeadNamed, GuideRead, LineDisplayed, LaunchBriefing, ProtectUkRegistered, AnnualSelfCheck,
        DeputyNamed, ActOffered, InsiderBriefed, ContractorsCovered, HalfBriefed,
        PulseSurvey, TenantOutreach, Drill, CaseStudyShared,
    ];

    public static IReadOnlyList<Milestone> Essential { get; } = [.. All.Where(milestone => milestone.Tier == MilestoneTier.Essential)];

    public string Code { get; }

    /// <summary>What to do, as an instruction.</summary>
    public string Title { get; }

    public MilestoneTier Tier { get; }

    /// <summary>1 (minutes) to 3 (a project).</summary>
    public int Effort { get; }

    public override string ToString() => Code;

    public static Milestone Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Milestone>(s, "a milestone such as lead-named");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Milestone result) =>
        ICoded<Milestone>.Find(s, out result);
}
