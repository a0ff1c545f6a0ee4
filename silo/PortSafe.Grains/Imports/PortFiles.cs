using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Imports;

/// <summary>Reads the rows of one kind of file about ports.</summary>
internal abstract class PortFile
{
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Which of the columns holds the LOCODE.</summary>
    public abstract int PortColumn { get; }

    /// <summary>What the current row says; null when something in it is wrong, which was then refused.</summary>
    public abstract PortRow? Read(CsvRows rows, Locode port);

    /// <summary>What no two rows may both be about.</summary>
    public abstract object KeyOf(PortRow row);

    /// <param name="today">Nothing later has happened.</param>
    public static PortFile Of(ImportKind kind, DateOnly today) => kind switch
    {
        ImportKind.Ports => new RegisterFile(),
        ImportKind.Schemes => new SchemesFile(today),
        ImportKind.Awareness => new AwarenessFile(today),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The file is not about ports."),
    };
}

internal sealed class RegisterFile : PortFile
{
    public override IReadOnlyList<string> Columns { get; } = ["locode", "name", "region", "size", "latitude", "longitude"];

    public override int PortColumn => 0;

    public override object KeyOf(PortRow row) => row.Port;

    public override PortRow? Read(CsvRows rows, Locode port)
    {
        var (name, latitude, longitude) = (rows.Text(1).Trim(), ImportText.Decimal(rows.Text(4)), ImportText.Decimal(rows.Text(5)));
        var (hasRegion, hasSize) = (Region.TryParse(rows.Text(2), null, out var region), PortSize.TryParse(rows.Text(3), null, out var size));
        if (name.Length is 0 or > 100)
            rows.Refuse(1, "a name of 1 to 100 characters");
        if (!hasRegion)
            rows.Refuse(2, "a region of the publication plan");
        if (!hasSize)
            rows.Refuse(3, "major or minor");
        if (latitude is not { } north || Math.Abs(north) > 90)
            rows.Refuse(4, "degrees north between -90 and 90, such as 51.95");
        else if (longitude is not { } east || Math.Abs(east) > 180)
            rows.Refuse(5, "degrees east between -180 and 180, such as -2.1");
        else if (name.Length is > 0 and <= 100 && hasRegion && hasSize)
            return new RegisterRow(port, rows.Line, name, region, size!, north, east);
        return null;
    }
}

internal sealed class SchemesFile(DateOnly today) : PortFile
{
    private const int DateColumn = 0;
    private const int EventColumn = 2;
    private const int DetailColumn = 3;

    public override IReadOnlyList<string> Columns { get; } = ["date", "locode", "event", "detail"];

    public override int PortColumn => 1;

    public override object KeyOf(PortRow row) => (row.Port, ((SchemeRow)row).Command);

    public override PortRow? Read(CsvRows rows, Locode port)
    {
        var hasDate = ImportText.TryDate(rows.Text(DateColumn), out var at) && at >= PortDecisions.EarliestDate && at <= today;
        if (!hasDate)
            rows.Refuse(DateColumn, $"a date from {PortDecisions.EarliestDate:yyyy-MM-dd} to {today:yyyy-MM-dd}");
        var (name, detail) = (rows.Text(EventColumn), rows.Text(DetailColumn));
        return CommandOf(rows, at, name, detail) is { } command && hasDate ? new SchemeRow(port, rows.Line, command, name, detail) : null;
    }

    private static PortCommand? CommandOf(CsvRows rows, DateOnly at, string name, string detail) => name switch
    {
        "applied" => ApplicantRole.TryParse(detail, null, out var role) ? new Apply(at, role) : Refuse(rows, $"one of {Codes(ApplicantRole.All)}"),
        "approved" => detail.Length == 0 ? new Approve(at) : Refuse(rows, "nothing"),
        "pack-issued" => new IssuePack(at, detail),
        "milestone" => Milestone.TryParse(detail, null, out var milestone) ? new RecordMilestone(at, milestone) : Refuse(rows, $"one of {Codes(Milestone.All)}"),
        "rejected" => Reason(rows, detail) ? new Reject(at, detail) : null,
        "suspended" => Reason(rows, detail) ? new SuspendScheme(at, detail) : null,
        "withdrawn" => Reason(rows, detail) ? new WithdrawScheme(at, detail) : null,
        "reinstated" => Reason(rows, detail) ? new ReinstateScheme(at, detail) : null,
        _ => Refuse(rows, "applied, approved, pack-issued, milestone, rejected, suspended, withdrawn or reinstated", EventColumn),
    };

    private static bool Reason(CsvRows rows, string detail)
    {
        if (ImportText.IsCode(detail))
            return true;
        Refuse(rows, "a reason as a code of at most 40 lower-case letters, digits and hyphens, such as not-eligible");
        return false;
    }

    private static PortCommand? Refuse(CsvRows rows, string expected, int column = DetailColumn)
    {
        rows.Refuse(column, expected);
        return null;
    }

    private static string Codes<T>(IEnumerable<T> values) where T : class, ICoded<T> => string.Join(", ", values.Select(value => value.Code));
}

internal sealed class AwarenessFile(DateOnly today) : PortFile
{
    private const int QuarterColumn = 0;
    private const int FirstFigure = 2;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "quarter", "locode", "headcount", "briefed_security", "briefed_other", "act_completions",
        "survey_responses", "know_line", "believe_anonymous", "confident_to_report",
    ];

    public override int PortColumn => 1;

    public override object KeyOf(PortRow row) => (row.Port, ((AwarenessRow)row).Command.Quarter);

    public override PortRow? Read(CsvRows rows, Locode port)
    {
        var (first, last) = (Quarter.Of(PortDecisions.EarliestDate), Quarter.Of(today));
        var hasQuarter = Quarter.TryParse(rows.Text(QuarterColumn), null, out var quarter) && quarter >= first && quarter <= last;
        if (!hasQuarter)
            rows.Refuse(QuarterColumn, $"a quarter from {first} to {last}");
        if (FiguresOf(rows) is not { } figures)
            return null;
        var isSound = true;
        foreach (var error in figures.Errors())
        {
            rows.Refuse(Columns.ToList().IndexOf(error.Field!), ImportRefusal.Expected(error));
            isSound = false;
        }
        return hasQuarter && isSound ? new AwarenessRow(port, rows.Line, new RecordQuarterFigures(quarter, figures)) : null;
    }

    private QuarterFigures? FiguresOf(CsvRows rows)
    {
        Span<int> figures = stackalloc int[Columns.Count - FirstFigure];
        var isWhole = true;
        for (var index = 0; index < figures.Length; index++)
        {
            var figure = ImportText.WholeNumber(rows.Field(FirstFigure + index), QuarterFigures.MaxHeadcount);
            if (figure is null)
                rows.Refuse(FirstFigure + index, $"a whole number from 0 to {QuarterFigures.MaxHeadcount:N0}");
            isWhole &= figure is not null;
            figures[index] = figure ?? 0;
        }
        return isWhole ? new QuarterFigures(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5], figures[6], figures[7]) : null;
    }
}
