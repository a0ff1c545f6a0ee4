using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>A form that records awareness, of the whole port or of one of its facilities.</summary>
public abstract class RecordAwarenessPage(IGrains grains) : RecordPage(grains)
{
    /// <summary>What the form sends for the port as a whole.</summary>
    protected const string WholePort = "port";

    private const string FacilityField = "facility";

    [BindProperty(SupportsGet = true, Name = FacilityField)]
    public string? FacilityChoice { get; set; }

    /// <summary>Whose staff the reader may record for; none to choose where the port is one facility.</summary>
    public IReadOnlyList<Choice> Facilities =>
    [
        .. Actor.MayRecordFor(Port) && OpenFacilities.Any() ? [new Choice(WholePort, "The whole port", "Its facilities together")] : Array.Empty<Choice>(),
        .. OpenFacilities.Where(facility => Actor.MayRecordFor(Port, facility.Facility.Number))
            .Select(facility => new Choice(facility.Facility.Number.ToString(), facility.Facility.Name, facility.Facility.Number.At(Port))),
    ];

    private IEnumerable<FacilityStatus> OpenFacilities => Status.Facilities.Where(facility => facility.Facility.ClosedOn is null);

    /// <summary>Where the reader manages a facility and not its port, the form is for that.</summary>
    protected override bool MayOpen(Locode port) => Actor.MayRecordFor(port) || Actor.Facilities.Any(facility => facility.Port == port);

    /// <summary>What is chosen before anybody chooses: the one facility in somebody's care, or where there is none the whole port.</summary>
    protected string? FirstChoice => Facilities is [var only] ? only.Value : null;

    /// <summary>Whose staff it is about: null for the port as a whole. An error in the model state where that was not said.</summary>
    protected FacilityNumber? ReadFacility()
    {
        if (Facilities.Count == 0 && !Actor.MayRecordFor(Port))
        {
            ModelState.AddModelError(FacilityField, "The facility that you manage is closed, so nothing more is recorded of it.");
            return null;
        }
        if (Facilities.Count == 0 && string.IsNullOrEmpty(FacilityChoice))
            return null;
        if (Facilities.All(choice => choice.Value != FacilityChoice) && !(Facilities.Count == 0 && FacilityChoice == WholePort))
            ModelState.AddModelError(FacilityField, "Choose the whole port or a facility.");
        return FacilityNumber.TryParse(FacilityChoice, null, out var number) ? number : null;
    }

    /// <summary>“Trinity Terminal”, or the port's name for the whole.</summary>
    protected string NameOf(FacilityNumber? facility) =>
        facility is { } number ? Status.Facilities.FirstOrDefault(item => item.Facility.Number == number)?.Facility.Name ?? $"{number}" : PortName;

    /// <summary>The quarters' figures that stand, of the port as a whole or of a facility.</summary>
    protected IReadOnlyList<QuarterAwareness> Standing(FacilityNumber? facility) =>
        facility is { } number ? Status.Facilities.FirstOrDefault(item => item.Facility.Number == number)?.Quarters ?? [] : Status.Quarters;
}
