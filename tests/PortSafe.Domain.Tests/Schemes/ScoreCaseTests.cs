using PortSafe.Domain.Schemes;
using PortSafe.Domain.Tests.Ports;
using static PortSafe.Domain.Tests.Ports.PortHistory;

namespace PortSafe.Domain.Tests.Schemes;

/// <summary>Scores worked out by hand, as of 30 June 2026 unless a row says otherwise: what is earned, of what is known.</summary>
public sealed class ScoreCaseTests
{
    private const double Sixth = 20.0 / 6;

    /// <summary>Adoption 20, self-check 8; no contact and no recent action. Newsletter and asset add 11 where they are known.</summary>
    private static readonly PortHistory Quiet = Member.Essentials("2024-02-01").SelfCheck("2026-01-15");

    /// <summary>Adoption 20, self-check 8, contact 6, recent action 10: 44 of the 54 points that are always known, 55 of 65 with both others.</summary>
    private static readonly PortHistory Good = Quiet.Contact("2026-05-01");

    /// <summary>Three of six essential milestones, so adoption is 10: 45 of 65.</summary>
    private static readonly PortHistory Halfway =
        Member.Holds("2024-02-01", Milestone.LineDisplayed, Milestone.LaunchBriefing).SelfCheck("2026-01-15").Contact("2026-05-01");

    private static readonly Milestone[] Desired = [.. Milestone.All.Where(milestone => milestone.Tier == MilestoneTier.Desired)];
    private static readonly Milestone[] Bonus = [.. Milestone.All.Where(milestone => milestone.Tier == MilestoneTier.Bonus)];

    private static readonly Case[] Cases =
    [
        new("An approval long ago earns nothing and is no score", Member, 0, 54) { Newsletter = null, Asset = null },
        new("All six essential milestones alone are no score yet", Good, 44, 54) { Newsletter = null, Asset = null },
        new("59 points known are no score", Good, 49, 59) { Asset = null },
        new("60 points known are a score", Good, 50, 60, "strong") { Newsletter = null },
        new("A newsletter that reaches nobody is known and earns nothing", Good, 50, 65, "steady") { Newsletter = false },
        new("An old asset on display is known and earns nothing", Good, 49, 65, "steady") { Asset = false },
        new("An asset known to be old makes 60 known", Good, 44, 60, "steady") { Newsletter = null, Asset = false },
        new("Newsletter and asset make 65 known", Good, 55, 65, "strong"),
        new("Nothing done but all known is nought", Member, 0, 65, "at-risk") { Newsletter = false, Asset = false, Missing = 6 },

        new("Every desired milestone gives 7", Good.Holds("2026-01-01", Desired), 62, 65, "strong"),
        new("Every bonus milestone gives 3", Good.Holds("2026-01-01", Bonus), 58, 65, "strong"),
        new("Every milestone gives 30", Good.Holds("2026-01-01", Desired).Holds("2026-01-01", Bonus), 65, 65, "strong"),
        new("One desired milestone is a fifth of 7", Good.Holds("2026-01-01", Milestone.ActOffered), 56.4, 65, "strong"),
        new("One bonus milestone is a quarter of 3", Good.Holds("2026-01-01", Milestone.Drill), 55.75, 65, "strong"),
        new("A withdrawn milestone earns nothing", Good.Holds("2026-01-01", Milestone.Drill).Lost("2026-02-01", Milestone.Drill), 55, 65, "strong"),
        new("Half-briefed is believed while the headcount is unknown", Good.Holds("2026-01-01", Milestone.HalfBriefed), 56.4, 65, "strong"),
        new("Half-briefed as recorded gives way to the figures", Good.Holds("2026-01-01", Milestone.HalfBriefed).Figures("2026Q2", 100, 49), 64.8, 85, "steady"),
        new("Half of the headcount is half-briefed", Good.Figures("2026Q2", 100, 50), 66.4, 85, "steady"),

        new("A self-check of 12 months ago is whole", Checked("2025-06-30"), 55, 65, "strong"),
        new("A self-check a day older has lapsed: it decays by 1 of 183 days and caps", Checked("2025-06-29"), 47 - Sixth + (8 * 182 / 183.0), 65, "attention", 59) { Missing = 1 },
        new("A self-check of 15 months ago is half", Checked("2025-03-30"), 51 - Sixth, 65, "attention", 59) { Missing = 1 },
        new("A self-check a day short of 18 months ago has 1 of 181 days left", Checked("2025-01-01"), 47 - Sixth + (8 / 181.0), 65, "attention", 59) { Missing = 1 },
        new("A self-check of 18 months ago is worth nothing", Checked("2024-12-30"), 47 - Sixth, 65, "attention", 59) { Missing = 1 },
        new("A self-check of two years ago is worth nothing", Checked("2024-06-30"), 47 - Sixth, 65, "attention", 59) { Missing = 1 },
        new("Without any self-check upkeep and adoption lack it", Member.Essentials("2024-02-01").Contact("2026-05-01"), 47 - Sixth, 65, "attention", 59) { Missing = 1 },

        new("Contact verified 6 months ago is whole", Quiet.Contact("2025-12-30"), 45, 65, "steady"),
        new("Contact verified a day longer ago decays by 1 of 92 days", Quiet.Contact("2025-12-29"), 39 + (6 * 91 / 92.0), 65, "steady"),
        new("Contact verified seven and a half months ago is half", Quiet.Contact("2025-11-15"), 42, 65, "steady"),
        new("Contact verified a day short of 9 months ago has 1 of 91 days left", Quiet.Contact("2025-10-01"), 39 + (6 / 91.0), 65, "steady"),
        new("Contact verified 9 months ago is worth nothing", Quiet.Contact("2025-09-30"), 39, 65, "steady"),
        new("Contact never verified is worth nothing", Quiet, 39, 65, "steady"),

        new("An action 90 days ago is recent", Quiet.Contact("2026-04-01"), 55, 65, "strong"),
        new("An action 91 days ago is not", Quiet.Contact("2026-03-31"), 45, 65, "steady"),
        new("What JMSC does is no action of the port", Quiet.Pack("2026-06-01"), 39, 65, "steady"),

        new("A quarter of staff briefed is a quarter of reach", Good.Figures("2026Q2", 200, 50), 60, 85, "steady"),
        new("Nobody briefed is known to be nobody", Good.Figures("2026Q2", 200), 55, 85, "steady"),
        new("Everybody briefed is all of reach", Good.Figures("2026Q2", 200, 200), 76.4, 85, "strong"),
        new("Everybody briefed twice is no more", Good.Figures("2026Q1", 200, 200).Figures("2026Q2", 200, 200), 76.4, 85, "strong"),
        new("Reach without newsletter and asset makes 74 known", Good.Figures("2026Q2", 200, 50), 49, 74, "steady") { Newsletter = null, Asset = null },
        new("A briefing without a headcount leaves reach unknown", Good.Briefing("2026-05-05", 100), 55, 65, "strong"),
        new("Figures take the place of their quarter's briefings", Good.Briefing("2026-05-05", 100).Figures("2026Q2", 200, 50), 60, 85, "steady"),
        new("Briefings of a quarter without figures count beside those of others", Good.Figures("2026Q1", 200, 50).Briefing("2026-05-05", 100), 71.4, 85, "strong"),
        new("The fourth quarter back counts", Good.Figures("2025Q3", 200, 50), 60, 85, "steady"),
        new("The fifth quarter back gives a headcount and nothing else", Good.Figures("2025Q2", 200, 200), 55, 85, "steady"),
        new("The quarter in progress counts too", Good.Figures("2026Q2", 200, 50).Briefing("2026-07-10", 50), 66.4, 85, "steady") { On = "2026-07-15" },
        new("Beside the quarter in progress four completed ones count", Good.Figures("2025Q3", 200, 50).Briefing("2026-07-10", 50), 66.4, 85, "steady") { On = "2026-07-15" },

        new("9 responses leave understanding unknown", Good.Figures("2026Q2", 200, 50, 9, 9), 60, 85, "steady"),
        new("10 responses make it known", Good.Figures("2026Q2", 200, 50, 10, 7), 70.5, 100, "steady"),
        new("Responses add up over quarters", Good.Figures("2026Q1", 200, 0, 5, 5).Figures("2026Q2", 200, 50, 5, 0), 67.5, 100, "steady"),
        new("An old survey is no longer known", Good.Figures("2025Q2", 200, 0, 20, 20).Figures("2026Q2", 200, 50), 60, 85, "steady"),
        new("Understanding without newsletter and asset makes 89 known", Good.Figures("2026Q2", 200, 50, 10, 7), 59.5, 89, "steady") { Newsletter = null, Asset = null },

        new("80 is strong", Good.Figures("2026Q2", 200, 200, 25, 6), 80, 100, "strong", 80),
        new("79.4 is steady", Good.Figures("2026Q2", 200, 200, 25, 5), 79.4, 100, "steady", 79.4),
        new("60 is steady", Good.Figures("2026Q2", 200, 50, 10), 60, 100, "steady", 60),
        new("59.9 needs attention, though it reads as 60", Good.Figures("2026Q2", 200, 49, 10), 59.9, 100, "attention", 59.9),
        new("40 needs attention", Member.Contact("2026-05-01").Figures("2026Q2", 200, 40, 10, 6), 40, 100, "attention", 40) { Missing = 6 },
        new("39 is at risk", Member.Contact("2026-05-01").Figures("2026Q2", 200, 30, 10, 6), 39, 100, "at-risk", 39) { Missing = 6 },
        new("58 without all essential milestones stays 58", Halfway.Figures("2026Q2", 200, 30, 12, 8), 58, 100, "attention", 58) { Missing = 3 },
        new("59 without all essential milestones stays 59", Halfway.Figures("2026Q2", 200, 40, 12, 8), 59, 100, "attention", 59) { Missing = 3 },
        new("60 without all essential milestones is capped at 59", Halfway.Figures("2026Q2", 200, 50, 12, 8), 60, 100, "attention", 59) { Missing = 3 },
        new("Later facts do not reach back", Good.Figures("2026Q2", 200, 50), 39, 65, "steady", 60) { On = "2026-04-30" },
    ];

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_score_is_what_a_person_works_out(string name)
    {
        var item = Cases.Single(candidate => candidate.Name == name);
        var score = Score.Of(item.History.AsOf(item.On) with { NewsletterDeliverable = item.Newsletter, CurrentAssetDisplayed = item.Asset });

        Assert.Equal(item.Earned, score.Earned, 6);
        Assert.Equal(item.Known, score.Known, 6);
        Assert.Equal(item.Band, score.Band?.Code);
        if (item.Band is null)
        {
            Assert.Null(score.Value);
            return;
        }
        Assert.Equal(item.Value ?? 100 * item.Earned / item.Known, score.Value!.Value, 6);
        Assert.Equal(item.Missing, score.Cap?.Missing.Count ?? 0);
    }

    /// <summary>With every essential milestone but for the self-check, which is as old as given, and with contact verified.</summary>
    private static PortHistory Checked(string on) => Member.Essentials("2024-02-01").SelfCheck(on).Contact("2026-05-01");

    /// <param name="Band">Null where there is no score.</param>
    /// <param name="Value">100 × earned ÷ known when null.</param>
    private sealed record Case(string Name, PortHistory History, double Earned, double Known, string? Band = null, double? Value = null)
    {
        public string On { get; init; } = "2026-06-30";

        public bool? Newsletter { get; init; } = true;

        public bool? Asset { get; init; } = true;

        /// <summary>How many essential milestones the cap names.</summary>
        public int Missing { get; init; }
    }
}
