using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Charts;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Analytics;

/// <summary>Any question to the released figures. The address is the view: whoever has the link sees the same.</summary>
public sealed class ExploreModel(SectorViews views, FrozenReleases releases, PortDirectory ports) : DashboardPage
{
    /// <summary>What is shown to who has asked nothing yet.</summary>
    private static readonly SectorViewText First = new(Measure.LineKnown.Id, MeasureBreakdown.Region.Code);

    /// <summary>Names, within <c>TempData</c>, what gave way when the form was sent.</summary>
    private const string NoticeKey = "explore:notice";

    /// <summary>What was chosen and gave way, as a sentence; null for nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>What the form's fields stand at.</summary>
    public SectorViewText Form { get; private set; } = First;

    /// <summary>Null where what was asked cannot be answered; the form says why.</summary>
    public SectorView? View { get; private set; }

    /// <summary>Null without a view, and while no release is frozen.</summary>
    public ChartFigure? Figure { get; private set; }

    /// <summary>The measure that was asked for, even where the rest cannot be read.</summary>
    public Measure? Measure { get; private set; }

    /// <summary>The frozen quarters, the earliest first.</summary>
    public IReadOnlyList<Quarter> Quarters { get; private set; } = [];

    /// <summary>The ports in the view's region that the reader may open.</summary>
    public IReadOnlyList<PortSummary> Ports { get; private set; } = [];

    /// <param name="from">With <paramref name="to"/>, the quarters of a period of the reader's own, in place of <paramref name="period"/>.</param>
    public async Task<IActionResult> OnGetAsync(
        string? measure, string? by, string? period, string? compare, string? chart, string? sort, string? region, string? size, string? from, string? to)
    {
        Quarters = [.. (await releases.AllAsync(Gone)).Select(release => release.Quarter)];
        if (Quarters.Count == 0)
            return Page();
        Form = Request.QueryString.HasValue ? new SectorViewText(measure, by, Between(from, to) ?? period, compare, chart, sort, region, size) : First;
        Measure = Grains.Analytics.Measure.Find(Form.Measure);
        var (view, errors, notice) = Form.Understand(new ViewForm(Quarters[0], Quarters[^1]));
        foreach (var error in errors)
            ModelState.AddModelError(error.Field!, error.Message);
        if (view is null)
            return Page();
        if (Request.QueryString.HasValue && Links.Explore(view) != Request.Path + Request.QueryString)
        {
            if (notice is not null)
                TempData[NoticeKey] = notice;
            return LocalRedirect(Links.Explore(view));
        }
        (View, Notice) = (view, (string?)TempData[NoticeKey]);
        Figure = ChartFigure.Of((await views.ChartAsync(view, Gone))!, view);
        if (view.Region is { } place && (Actor.May(Permission.ReadAnyPort) || Actor.PortsInView.Count > 0))
            Ports = [.. ((await ports.ListAsync(Actor, Gone)).Value ?? []).Where(port => port.Region == place && port.ClosedOn is null)];
        return Page();
    }

    /// <summary>Null where neither end was chosen. Whichever was chosen as which, the earlier is the first.</summary>
    private static string? Between(string? from, string? to) => (from, to) switch
    {
        _ when Quarter.TryParse(from, null, out var first) && Quarter.TryParse(to, null, out var last) && first > last => $"{to}..{from}",
        (null or "", null or "") => null,
        (_, null or "") => from,
        (null or "", _) => to,
        _ => from == to ? from : $"{from}..{to}",
    };
}
