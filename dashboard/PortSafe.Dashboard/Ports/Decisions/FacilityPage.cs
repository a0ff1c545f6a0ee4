using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>A page that changes one facility of a port.</summary>
public abstract class FacilityPage(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    public Facility Facility { get; private set; } = null!;

    /// <summary>As the IMO writes it, with the port's LOCODE.</summary>
    public PortFacility Place => new(Status.Locode, Facility.Number);

    /// <summary>Null when the facility is one of the port's; or else the answer.</summary>
    protected IActionResult? Find(string facility)
    {
        if (!FacilityNumber.TryParse(facility, null, out var number) || Status.Facilities.FirstOrDefault(item => item.Facility.Number == number) is not { } found)
            return NotFound();
        Facility = found.Facility;
        return null;
    }

    protected IActionResult Finish(Result<PortStatus> result, string done)
    {
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = done;
        return LocalRedirect(Links.Facilities(Status.Locode));
    }
}
