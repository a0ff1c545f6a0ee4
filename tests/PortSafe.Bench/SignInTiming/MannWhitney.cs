namespace PortSafe.Bench.SignInTiming;

/// <summary>
/// The two-sided Mann–Whitney U test, which asks whether values of one sample tend to be greater than those of another, whatever
/// their distribution. By the normal approximation with the corrections for ties and for continuity: H. B. Mann and D. R. Whitney, “On a test
/// of whether one of two random variables is stochastically larger than the other”, Annals of Mathematical Statistics 18 (1947), 50–60;
/// for ties, E. L. Lehmann, “Nonparametrics: Statistical Methods Based on Ranks” (1975), chapter 1, section 4.
/// </summary>
/// <param name="U">How many pairs have the greater value in the first sample, ties counted as halves.</param>
/// <param name="P">How likely a difference this large or larger is when there is none.</param>
internal sealed record MannWhitney(double U, double P)
{
    /// <param name="first">About 20 values or more, as the approximation needs.</param>
    /// <param name="second">As the first.</param>
    public static MannWhitney Of(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        double n = first.Count, m = second.Count, all = n + m;
        var (rankSum, ties) = (0.0, 0.0);
        var below = 0;
        foreach (var group in first.Select(value => (Value: value, IsFirst: true)).Concat(second.Select(value => (Value: value, IsFirst: false)))
            .GroupBy(one => one.Value).OrderBy(group => group.Key))
        {
            double size = group.Count();
            rankSum += group.Count(one => one.IsFirst) * (below + ((size + 1) / 2));
            ties += (size * size * size) - size;
            below += group.Count();
        }
        var u = rankSum - (n * (n + 1) / 2);
        var deviation = Math.Sqrt(n * m / 12 * (all + 1 - (ties / (all * (all - 1)))));
        var distance = Math.Max(0, Math.Abs(u - (n * m / 2)) - 0.5);
        return new MannWhitney(u, deviation == 0 ? 1 : BeyondEitherSide(distance / deviation));
    }

    /// <summary>
    /// How much of the normal distribution lies further from its middle than so many deviations, to within 0.0000002: M. Abramowitz and
    /// I. A. Stegun, “Handbook of Mathematical Functions” (1964), formula 7.1.26.
    /// </summary>
    private static double BeyondEitherSide(double deviations)
    {
        var x = deviations / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var series = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return series * Math.Exp(-x * x);
    }
}
