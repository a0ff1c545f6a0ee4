using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>A form that records something of one port.</summary>
public abstract class RecordPage(IGrains grains) : DashboardPage
{
    public Locode Port { get; private set; }

    public string PortName { get; private set; } = "";

    protected PortStatus Status { get; private set; } = null!;

    protected IPortGrain Grain => grains.Get<IPortGrain>(Port.ToString());

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Locode.TryParse((string?)RouteData.Values["locode"], null, out var port))
            return NotFound();
        if (!MayOpen(port))
            return Refuse(Authority.Refusal);
        if (!(await grains.Get<IPortGrain>(port.ToString()).GetStatusAsync(null, Actor, Gone)).Succeeded(out var status, out var error))
            return Refuse(error);
        (Port, PortName, Status) = (port, status.Name, status);
        return null;
    }

    /// <summary>Whether the form is for the reader at all.</summary>
    protected virtual bool MayOpen(Locode port) => Actor.MayRecordFor(port);

    /// <summary>Back to the port's page when it is recorded, or else the form again with what is wrong.</summary>
    protected IActionResult Finish(Result<PortStatus> result, string done)
    {
        if (result.Error is { } error)
            return Explain(error);
        TempData[PortModel.DoneKey] = done;
        return LocalRedirect(Links.Port(Port));
    }

    /// <summary>A whole number as typed, with or without thousands separators; an error in the model state otherwise.</summary>
    protected int? Number(string? text, string field, string what)
    {
        if (int.TryParse(text?.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
            return number;
        ModelState.AddModelError(field, $"Enter {what} as a whole number, such as 38.");
        return null;
    }
}
