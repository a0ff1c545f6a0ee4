using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Imports;

/// <summary>What one row of a file says of a port.</summary>
internal abstract record PortRow(Locode Port, int Line)
{
    /// <summary>Rows of a port are decided in the order of their days.</summary>
    public abstract DateOnly At { get; }

    /// <summary>What is to be recorded, or why nothing is.</summary>
    /// <param name="history">The port's events so far; empty for a port that is not in the register.</param>
    public abstract Result<PortCommand> ToCommand(IReadOnlyList<PortEvent> history, ImportDays days);

    /// <summary>The column at fault, and what stands there.</summary>
    public abstract (string Column, string Value) Locate(Error error);
}

/// <param name="Today">The day of the import.</param>
/// <param name="RegisterFrom">Since when a port that the file adds is in the register.</param>
internal readonly record struct ImportDays(DateOnly Today, DateOnly RegisterFrom);

/// <summary>A row of <c>date,locode,event,detail</c>.</summary>
internal sealed record SchemeRow(Locode Port, int Line, PortCommand Command, string Event, string Detail) : PortRow(Port, Line)
{
    public override DateOnly At => Command.At;

    public override Result<PortCommand> ToCommand(IReadOnlyList<PortEvent> history, ImportDays days) => Command;

    public override (string Column, string Value) Locate(Error error) => error switch
    {
        { Code: "port-not-found" } => ("locode", Port.ToString()),
        { Field: "date" } => ("date", $"{At:yyyy-MM-dd}"),
        { Field: "milestone" or "version" or "reason" } => ("detail", Detail),
        _ => ("event", Event),
    };
}

/// <summary>A quarter's figures of one port.</summary>
internal sealed record AwarenessRow(Locode Port, int Line, RecordQuarterFigures Command) : PortRow(Port, Line)
{
    public override DateOnly At => Command.At;

    public override Result<PortCommand> ToCommand(IReadOnlyList<PortEvent> history, ImportDays days) => Command;

    public override (string Column, string Value) Locate(Error error) => error.Field == "quarter"
        ? ("quarter", Command.Quarter.ToString())
        : ("locode", Port.ToString());
}

/// <summary>A port as the register should have it.</summary>
internal sealed record RegisterRow(Locode Port, int Line, string Name, Region Region, PortSize Size, double Latitude, double Longitude) : PortRow(Port, Line)
{
    public const string DiffersCode = "register-differs";

    public override DateOnly At => default;

    public override Result<PortCommand> ToCommand(IReadOnlyList<PortEvent> history, ImportDays days)
    {
        var facts = SchemeFacts.From(history, days.Today);
        if (facts.AddedOn is null)
            return new AddPort(days.RegisterFrom, Name, Region, Size, Latitude, Longitude);
        if (facts.ClosedOn is not null)
            return Refusal("locode", "a port that is open; this one was closed. Reinstate it on its page, or leave the row out");
        if (facts.Region != Region)
            return Refusal("region", $"{facts.Region}, as recorded: a region changes only with a new version of the publication plan");
        if (facts.Size != Size)
            return Refusal("size", $"{facts.Size}, as recorded: a size changes only with a new version of the publication plan");
        if (facts.Latitude != Latitude)
            return Refusal("latitude", $"{facts.Latitude}, as recorded: an import does not move a port");
        if (facts.Longitude != Longitude)
            return Refusal("longitude", $"{facts.Longitude}, as recorded: an import does not move a port");
        return new RenamePort(days.Today, Name);
    }

    public override (string Column, string Value) Locate(Error error) => error.Field switch
    {
        "name" => ("name", Name),
        "region" => ("region", Region.ToString()),
        "size" => ("size", Size.ToString()),
        "latitude" => ("latitude", Latitude.ToString()),
        "longitude" => ("longitude", Longitude.ToString()),
        _ => ("locode", Port.ToString()),
    };

    private static Error Refusal(string column, string expected) => Error.Conflict(DiffersCode, expected, column);
}
