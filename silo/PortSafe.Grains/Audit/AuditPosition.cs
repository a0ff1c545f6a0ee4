using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortSafe.Data.Audit;

namespace PortSafe.Grains.Audit;

/// <summary>A place in the log, newest first: the row after which the next page begins. Written <c>TICKS.SEQUENCE.NODE</c>.</summary>
/// <param name="Ticks">The row's time in units of 100 nanoseconds, UTC.</param>
public sealed record AuditPosition(long Ticks, long Sequence, string Node) : IParsable<AuditPosition>
{
    public DateTimeOffset At => new(Ticks, TimeSpan.Zero);

    public static AuditPosition Of(AuditRow row) => new(row.At.UtcTicks, row.Sequence, row.Node);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ticks}.{Sequence}.{Node}");

    public static AuditPosition Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var position) ? position : throw new FormatException("The text is no place in the audit log.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out AuditPosition result)
    {
        result = null;
        if (s is not { Length: <= 150 } || s.Split('.', 3) is not [var ticks, var sequence, { Length: > 0 } node] || node.Any(char.IsControl) ||
            !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTime.MaxValue.Ticks ||
            !long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        result = new AuditPosition(at, number, node);
        return true;
    }
}
