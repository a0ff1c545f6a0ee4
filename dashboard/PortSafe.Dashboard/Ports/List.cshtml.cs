using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Data;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports;

/// <summary>The ports that the reader may open: every port for JMSC, as a table to search, their own for a port manager.</summary>
public sealed class ListModel(PortDirectory directory, OwnPorts own, TimeProvider clock) : DashboardPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "region")]
    public string? Region { get; set; }

    [BindProperty(SupportsGet = true, Name = "size")]
    public string? Size { get; set; }

    [BindProperty(SupportsGet = true, Name = "stage")]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true, Name = "band")]
    public string? Band { get; set; }

    [BindProperty(SupportsGet = true, Name = "review")]
    public string? Review { get; set; }

    [BindProperty(SupportsGet = true, Name = "idle")]
    public string? Idle { get; set; }

    /// <summary>Closed ports are shown when they are asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "register")]
    public string? Register { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public string? PageNumber { get; set; }

    [TempData(Key = PortModel.DoneKey)]
    public string? Done { get; set; }

    /// <summary>Whether the reader has some ports in their care, and not all of them.</summary>
    public bool IsOwn => !Actor.May(Permission.ReadAnyPort);

    public bool MayManage => Actor.May(Permission.ManageSchemes);

    /// <summary>Whether the reader may bring files of figures.</summary>
    public bool MayUpload => Actor.MayImport(ImportKind.Awareness);

    /// <summary>What each of the reader's own ports can do next; empty for those who may open every port.</summary>
    public IReadOnlyDictionary<Locode, NextStep> NextSteps { get; private set; } = new Dictionary<Locode, NextStep>();

    /// <summary>What was understood of the address.</summary>
    public PortQuery Query { get; private set; } = new();

    public PortsFound List { get; private set; } = new([], 0, 1, 1, 0);

    public PortTotals Totals { get; private set; } = new(0, 0, 0, 0);

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync()
    {
        var number = int.TryParse(PageNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 1;
        Query = IsOwn ? new PortQuery { Rows = null } : Understood() with { Page = Math.Max(1, number) };
        if (!(await directory.FindAsync(Query, Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        List = list;
        if (IsOwn)
            NextSteps = await own.NextStepsAsync(Actor, Gone);
        else if ((await directory.TotalsAsync(Actor, Gone)).Succeeded(out var totals, out _))
            Totals = totals;
        return Page();
    }

    /// <summary>Every port of the current choice as a file; of their own ports for a port manager.</summary>
    public async Task<IActionResult> OnGetCsvAsync()
    {
        if (!(await directory.FindAsync((IsOwn ? new PortQuery() : Understood()) with { Rows = null }, Actor, Gone)).Succeeded(out var list, out var error))
            return Refuse(error);
        return File(PortsCsv.Write(list.Ports), "text/csv; charset=utf-8", $"portsafe-ports-{clock.Today():yyyy-MM-dd}.csv");
    }

    private PortQuery Understood() =>
        new PortQueryText(Search, Region, Size, Stage, Band, Review, Idle, string.IsNullOrEmpty(Register) ? PortQueryText.Open : Register, Sort).Read();
}
