namespace PortSafe.Domain.Schemes;

/// <summary>Points that are whole for some months and then fall in a straight line, day by day, to nothing.</summary>
internal sealed record Decay(double Points, int WholeMonths, int GoneMonths)
{
    public DateOnly WholeUntil(DateOnly since) => since.AddMonths(WholeMonths);

    public DateOnly GoneOn(DateOnly since) => since.AddMonths(GoneMonths);

    public double Left(DateOnly since, DateOnly asOf)
    {
        var (whole, gone) = (WholeUntil(since).DayNumber, GoneOn(since).DayNumber);
        return Points * Math.Clamp((double)(gone - asOf.DayNumber) / (gone - whole), 0, 1);
    }
}
