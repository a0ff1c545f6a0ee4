namespace PortSafe.Domain.Schemes;

/// <summary>The recorded fact behind a line of a score.</summary>
/// <param name="Code">A milestone's code, or one of <see cref="ScoreLine"/>'s own.</param>
/// <param name="On">The day of the fact; null when there is none.</param>
/// <param name="Count">How many, where the fact is a share: heads or responses.</param>
/// <param name="Of">Out of how many.</param>
public sealed record ScoreFact(string Code, DateOnly? On, int? Count = null, int? Of = null);

/// <summary>Some points, with why they are earned, missed or unknown.</summary>
/// <param name="Earned">0 to <paramref name="Known"/>.</param>
/// <param name="Known"><paramref name="Possible"/>, or 0 where the fact is unknown.</param>
/// <param name="Possible">The most that this line can give.</param>
/// <param name="Sentence">The same in plain English.</param>
public sealed record ScoreLine(ScoreFact Fact, double Earned, double Known, double Possible, string Sentence)
{
    /// <summary>The <see cref="ScoreFact.Code"/> of each line that is not a milestone's.</summary>
    public const string Reach = "reach", Understanding = "understanding", SelfCheck = "self-check", ContactVerified = "contact-verified",
        AssetVersion = "asset-version", NewsletterAddress = "newsletter-address", RecentAction = "recent-action";
}

/// <summary>One of the five parts, which is the sum of its lines.</summary>
public sealed record PartScore(ScorePart Part, IReadOnlyList<ScoreLine> Lines)
{
    public double Earned { get; } = Points.Sum(Lines.Select(line => line.Earned));

    /// <summary>At most the part's <see cref="ScorePart.Points"/>; the rest is unknown.</summary>
    public double Known { get; } = Points.Sum(Lines.Select(line => line.Known));
}

/// <summary>Why a scheme cannot reach more than some score.</summary>
/// <param name="Limit">The score that cannot be passed.</param>
/// <param name="Reduction">How much the score would be higher otherwise; 0 when the limit takes nothing away.</param>
/// <param name="Missing">The essential milestones that do not hold.</param>
/// <param name="Sentence">The same in plain English.</param>
public sealed record ScoreCap(double Limit, double Reduction, IReadOnlyList<Milestone> Missing, string Sentence);

internal static class Points
{
    /// <summary>A third of 20 has no binary form: without rounding, three of them would miss a band by 1e-15.</summary>
    public static double Exact(double points) => Math.Round(points, 9);

    public static double Sum(IEnumerable<double> points) => Exact(points.Sum());
}
