namespace PortSafe.Auditor.Releases;

/// <summary>Counts known by their index alone, with what a reader knows of them: bounds, and which make up which.</summary>
/// <param name="Lower">Of each cell, 0 or more.</param>
/// <param name="Upper">Of each cell; null when open.</param>
/// <param name="Sums">Each as indices of cells: the total first, then its parts, at least one, each once.</param>
public sealed record CountTable(long[] Lower, long?[] Upper, int[][] Sums)
{
    /// <summary>Whether the bounds of a cell leave it no value.</summary>
    internal bool IsCrossed => Lower.Zip(Upper).Any(bounds => bounds.First > bounds.Second);

    /// <summary>For each cell the sums that it is a part of, in ascending order.</summary>
    internal int[][] SumsOfParts()
    {
        var lengths = new int[Lower.Length];
        foreach (var sum in Sums)
        {
            for (var place = 1; place < sum.Length; place++)
                lengths[sum[place]]++;
        }
        var sumsOf = Array.ConvertAll(lengths, length => length == 0 ? [] : new int[length]);
        for (var number = Sums.Length - 1; number >= 0; number--)
        {
            for (var place = 1; place < Sums[number].Length; place++)
            {
                var part = Sums[number][place];
                sumsOf[part][--lengths[part]] = number;
            }
        }
        return sumsOf;
    }
}
