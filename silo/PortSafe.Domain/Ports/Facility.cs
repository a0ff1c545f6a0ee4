using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Ports;

/// <summary>A port facility as of a day.</summary>
/// <param name="ClosedOn">Null while it is open.</param>
public sealed record Facility(FacilityNumber Number, string Name, DateOnly AddedOn, DateOnly? ClosedOn)
{
    /// <summary>The facility whose awareness an event tells; null for that of the port as a whole, and for every other event.</summary>
    public static FacilityNumber? AwarenessOf(PortEvent item) => item switch
    {
        BriefingHeld briefing => briefing.Facility,
        QuarterFiguresRecorded figures => figures.Facility,
        _ => null,
    };
}

/// <summary>One facility of one port, by the port facility number of the IMO: <c>GBFXT-0001</c>.</summary>
public readonly record struct PortFacility(Locode Port, FacilityNumber Facility) : IParsable<PortFacility>
{
    private const int LocodeLength = 5;

    public override string ToString() => Facility.At(Port);

    public static PortFacility Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<PortFacility>(s, "a port facility number such as GBFXT-0001");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PortFacility result)
    {
        result = default;
        if (s is not { Length: > LocodeLength + 1 } || s[LocodeLength] != '-' ||
            !Locode.TryParse(s[..LocodeLength], null, out var port) || !FacilityNumber.TryParse(s[(LocodeLength + 1)..], null, out var facility))
            return false;
        result = new PortFacility(port, facility);
        return true;
    }
}
