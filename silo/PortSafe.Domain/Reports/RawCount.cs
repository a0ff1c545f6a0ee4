namespace PortSafe.Domain.Reports;

/// <summary>
/// An exact number of reports. For JMSC alone: it has no text form, so that it cannot slip into a page, a log or a file
/// on its way to anyone else. What others may see is a <see cref="Releases.ReleasedFigure"/>.
/// </summary>
/// <param name="Reports">0 or more.</param>
public readonly record struct RawCount(long Reports)
{
    public static RawCount operator +(RawCount left, RawCount right) => new(left.Reports + right.Reports);

    public override string ToString() => "(exact count)";
}
