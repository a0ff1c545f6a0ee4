using System.Linq.Expressions;
using PortSafe.Data.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>A query of ports as the database filters and sorts it, the same way on both.</summary>
internal static class PortRows
{
    private static readonly Expression<Func<PortStatusRow, int>> Rank = RankOf();

    public static IQueryable<PortStatusRow> Matching(this IQueryable<PortStatusRow> rows, PortQuery query, DateOnly today)
    {
        if (query.Text is { } text)
        {
            var (key, code) = (PortNames.KeyOf(text), text.ToUpperInvariant());
            rows = rows.Where(row => row.NameKey.Contains(key) || ((string)(object)row.Locode).StartsWith(code));
        }
        if (query.Region is { } region)
            rows = rows.Where(row => row.Region == region);
        if (query.Size?.Code is { } size)
            rows = rows.Where(row => row.Size == size);
        if (query.Stage?.Code is { } stage)
            rows = rows.Where(row => row.Stage == stage);
        if (query.IsNotJoined)
            rows = rows.Where(row => row.Stage == null);
        if (query.Band?.Code is { } band)
            rows = rows.Where(row => row.Band == band);
        if (query.HasNoScore)
            rows = rows.Where(row => row.Band == null);
        if (query.IsOpen is { } isOpen)
            rows = rows.Where(row => row.ClosedOn == null == isOpen);
        return rows.Waiting(query, today);
    }

    /// <summary>In the order asked for; what is equal there is by name, and then by LOCODE.</summary>
    public static IQueryable<PortStatusRow> Sorted(this IQueryable<PortStatusRow> rows, PortQuery query)
    {
        var sorted = query.Sort switch
        {
            PortSort.Region => By(rows, row => row.Region, query.IsDescending),
            PortSort.Stage => By(rows, Rank, query.IsDescending),
            PortSort.Score => By(rows.OrderBy(row => row.Score == null), row => row.Score, query.IsDescending),
            PortSort.LastAction => By(rows.OrderBy(row => row.LastActionOn == null), row => row.LastActionOn, query.IsDescending),
            PortSort.ReviewDue => By(rows.OrderBy(row => row.ReviewDueOn == null), row => row.ReviewDueOn, query.IsDescending),
            _ => By(rows, row => row.NameKey, query.IsDescending),
        };
        return sorted.ThenBy(row => row.NameKey).ThenBy(row => row.Locode);
    }

    private static IQueryable<PortStatusRow> Waiting(this IQueryable<PortStatusRow> rows, PortQuery query, DateOnly today)
    {
        if (query.Review is { } review)
        {
            var (from, to) = review == ReviewFilter.Due ? (DateOnly.MinValue, today.AddDays(-1)) : (today, today.AddDays(PortQuery.ReviewSoonDays));
            rows = rows.Where(row => Stage.MemberCodes.Contains(row.Stage!) && row.ReviewDueOn >= from && row.ReviewDueOn <= to);
        }
        if (query.IsIdle)
        {
            var since = today.AddDays(-PortQuery.IdleDays);
            rows = rows.Where(row => Stage.MemberCodes.Contains(row.Stage!) && (row.LastActionOn == null || row.LastActionOn < since));
        }
        return rows;
    }

    private static IOrderedQueryable<PortStatusRow> By<TKey>(IQueryable<PortStatusRow> rows, Expression<Func<PortStatusRow, TKey>> key, bool isDescending) =>
        isDescending ? rows.OrderByDescending(key) : rows.OrderBy(key);

    private static IOrderedQueryable<PortStatusRow> By<TKey>(IOrderedQueryable<PortStatusRow> rows, Expression<Func<PortStatusRow, TKey>> key, bool isDescending) =>
        isDescending ? rows.ThenByDescending(key) : rows.ThenBy(key);

    /// <summary>Each stage's place among the stages; 0 for a port that has not joined.</summary>
    private static Expression<Func<PortStatusRow, int>> RankOf()
    {
        var row = Expression.Parameter(typeof(PortStatusRow), "row");
        var stage = Expression.Property(row, nameof(PortStatusRow.Stage));
        Expression rank = Expression.Constant(0);
        for (var index = 0; index < Stage.All.Count; index++)
            rank = Expression.Condition(Expression.Equal(stage, Expression.Constant(Stage.All[index].Code)), Expression.Constant(index + 1), rank);
        return Expression.Lambda<Func<PortStatusRow, int>>(rank, row);
    }
}
