using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Ports;

/// <summary>Everything that was recorded of a port, mistakes included.</summary>
public sealed class TimelineModel(IGrains grains, People people, TimeProvider clock) : PortPage(grains, people, clock)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    public HistoryKind Kind => HistoryKind.Of(KindCode);

    /// <summary>Entries of the kind, on every page together.</summary>
    public int Found { get; private set; }

    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);

    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    [TempData(Key = PortModel.DoneKey)]
    public string? Done { get; set; }

    public async Task OnGetAsync()
    {
        // A mistake's own line tells who withdrew it.
        var found = Entries.Where(entry => entry.Event is not EntryWithdrawn && Kind.Holds(entry.Event)).ToList();
        Found = found.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Lines = await LinesAsync([.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize)]);
    }

    /// <summary>The address of a page of the history.</summary>
    public string LinkTo(HistoryKind kind, int page = 1) =>
        $"{Links.PortHistory(Status.Locode)}{(kind == HistoryKind.Every && page == 1 ? "" : $"?kind={kind.Code}")}{(page == 1 ? "" : $"&page-number={page}")}";
}
