using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>
/// One release: for those who prepare it, what will be published, what the audit found, and the next step; for everyone else, once it is
/// frozen, the figures that are for them, or that it was withdrawn.
/// </summary>
public sealed class ReleaseModel(IGrains grains, PortDirectory ports, People people) : DashboardPage
{
    /// <summary>Rows on one page of the table.</summary>
    public const int PageSize = 100;

    /// <summary>Where a page says to this one what has just been done.</summary>
    public const string DoneKey = "release-done";

    public ReleaseId Id { get; private set; }

    /// <summary>Null while it has not been compiled.</summary>
    public ReleaseView? Release { get; private set; }

    /// <summary>Null while it has not been audited, and for readers who do not prepare releases.</summary>
    public ReleaseAuditView? Audit { get; private set; }

    /// <summary>The report figures beside those published before; empty where there are none.</summary>
    public IReadOnlyList<FigureChange> Changes { get; private set; } = [];

    /// <summary>What <see cref="Changes"/> compares with: “April to June 2026”; null for nothing.</summary>
    public string? ComparedWith { get; private set; }

    /// <summary>The people of the release, by actor.</summary>
    public IReadOnlyDictionary<string, KnownPerson> Known { get; private set; } = new Dictionary<string, KnownPerson>(StringComparer.Ordinal);

    public IReadOnlyDictionary<Locode, string> PortNames { get; private set; } = new Dictionary<Locode, string>();

    public IReadOnlyList<CellLine> Shown { get; private set; } = [];

    public int Found { get; private set; }

    [BindProperty(SupportsGet = true, Name = "measure")]
    public string? Measure { get; set; }

    [BindProperty(SupportsGet = true, Name = "breakdown")]
    public string? Breakdown { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);

    public bool MayPrepare => Actor.May(Permission.PrepareReleases);

    public bool MayApprove => Actor.May(Permission.ApproveReleases);

    public bool MayReadExact => Actor.May(Permission.ReadRawCounts);

    /// <summary>Whether the reader is the first of the two people, who cannot be the second.</summary>
    public bool IsSubmitter => Release?.SubmittedBy == Actor.Id;

    /// <summary>As <see cref="IsSubmitter"/>, of its withdrawal.</summary>
    public bool AskedToWithdraw => Release?.Withdrawal?.AskedBy == Actor.Id;

    private IReleaseGrain Grain => GrainOf(Id);

    public async Task<IActionResult> OnGetAsync(string release) =>
        ReleaseId.TryParse(release, null, out var id) ? await ShowAsync(id) : NotFound();

    public Task<IActionResult> OnPostCompileAsync(string release) =>
        DoAsync(release, () => Grain.CompileAsync(Actor, Gone), _ => "Compiled. Next, audit it.");

    public Task<IActionResult> OnPostAuditAsync(string release) => DoAsync(release, () => Grain.AuditAsync(Actor, CancellationToken.None), AuditDone);

    public Task<IActionResult> OnPostSubmitAsync(string release) =>
        DoAsync(release, () => Grain.SubmitAsync(Actor, Gone), _ => "Submitted. Another JMSC administrator must now approve it.");

    /// <param name="hash">What the approver saw.</param>
    /// <param name="confirmed">Whether the box was ticked.</param>
    public Task<IActionResult> OnPostApproveAsync(string release, string? hash, bool confirmed) => DoAsync(
        release,
        () => Grain.ApproveAsync(hash ?? "", Actor, Gone),
        _ => "Approved. Nothing is published until it is frozen.",
        confirmed ? null : "Confirm that you have looked through the figures.");

    /// <param name="hash">What was approved.</param>
    /// <param name="confirmed">Whether the box was ticked.</param>
    public Task<IActionResult> OnPostFreezeAsync(string release, string? hash, bool confirmed) => DoAsync(
        release,
        () => Grain.FreezeAsync(hash ?? "", Actor, Gone),
        _ => "Frozen. Everyone can now read these figures.",
        confirmed ? null : "Confirm that the figures are to be published now.");

    /// <param name="confirmed">Whether the box was ticked.</param>
    public Task<IActionResult> OnPostWithdrawAsync(string release, bool confirmed) => DoAsync(
        release,
        () => Grain.WithdrawAsync(Actor, Gone),
        _ => "Withdrawn. A notice stands in its place.",
        confirmed ? null : "Confirm that the release is to be withdrawn.");

    public Task<IActionResult> OnPostKeepAsync(string release) =>
        DoAsync(release, () => Grain.KeepAsync(Actor, Gone), _ => "The release stays as it is.");

    public string PageLink(int number) =>
        $"{Links.Release(Id)}?measure={Uri.EscapeDataString(Measure ?? "")}&breakdown={Uri.EscapeDataString(Breakdown ?? "")}&page-number={number}#figures";

    /// <summary>An actor's name in a sentence.</summary>
    public string Who(string actor) => Known.TryGetValue(actor, out var person) ? person.Name : "PortSafe’s own job";

    private static string AuditDone(ReleaseView release) => release switch
    {
        { State: var state } when state != ReleaseState.Audited => "Audited. It gives something away even without every table that can be withheld, so it stops here.",
        { Withheld.Count: > 0 } => "Audited. It gives nothing away once the tables named below are withheld.",
        _ => "Audited. It gives nothing away.",
    };

    private IReleaseGrain GrainOf(ReleaseId id) => grains.Get<IReleaseGrain>(id.ToString());

    /// <param name="unconfirmed">What to say where the box was not ticked; null where it was.</param>
    private async Task<IActionResult> DoAsync(string release, Func<Task<Result<ReleaseView>>> step, Func<ReleaseView, string> done, string? unconfirmed = null)
    {
        if (!ReleaseId.TryParse(release, null, out var id))
            return NotFound();
        Id = id;
        if (!MayPrepare)
            return Refuse(Authority.Refusal);
        if (unconfirmed is not null)
        {
            ModelState.AddModelError("confirmed", unconfirmed);
            return await ShowAsync(id);
        }
        if ((await step()).Succeeded(out var view, out var error))
        {
            Done = done(view);
            return LocalRedirect(Links.Release(id));
        }
        if (error.Code == Authority.Refusal.Code)
            return Refuse(error);
        ModelState.AddModelError("", error.Message);
        return await ShowAsync(id);
    }

    private async Task<IActionResult> ShowAsync(ReleaseId id)
    {
        Id = id;
        var result = await Grain.GetAsync(Actor, Gone);
        if (result.Error is { Kind: not ErrorKind.NotFound } error)
            return Refuse(error);
        Release = result.Value;
        if (Release is null)
            return Page();
        PortNames = await ports.NamesAsync(Gone);
        if (MayPrepare)
        {
            Audit = (await Grain.GetAuditAsync(Actor, Gone)).Value;
            await CompareAsync(Release);
            Known = await people.ListAsync(Actors(Release).ToList(), Gone);
        }
        var found = Release.Cells.Where(Matches).ToList();
        Found = found.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Shown = [.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize).Select(cell => CellLine.From(cell, PortNames))];
        return Page();
    }

    private IEnumerable<string> Actors(ReleaseView release) =>
        new[] { release.CompiledBy, release.SubmittedBy, release.ApprovedBy, Audit?.AuditedBy, release.Withdrawal?.AskedBy, release.Withdrawal?.WithdrawnBy }
            .Concat(Audit?.Attempts[^1].Scenarios.SelectMany(scenario => scenario.Failures).Select(failure => failure.Reader) ?? [])
            .OfType<string>().Where(actor => actor.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>Compares with the quarter before and, for yearly figures, with the year before; a revision with what it revises.</summary>
    private async Task CompareAsync(ReleaseView release)
    {
        ReleaseId[] earlier = Id.IsRevision ? [.. Id.Quarters.Select(ReleaseId.Of)] : [ReleaseId.Of(Id.Last.Previous), ReleaseId.Of(Id.Last.SameQuarterLastYear)];
        var cells = new List<ReleaseCell>();
        var found = new List<ReleaseId>();
        foreach (var id in earlier)
        {
            if ((await GrainOf(id).GetAsync(Actor, Gone)).Value is not { State: var state } view || state != ReleaseState.Frozen)
                continue;
            var isYearBefore = !Id.IsRevision && id != earlier[0];
            cells.AddRange(view.Cells.Where(cell => Id.IsRevision || isYearBefore == (cell.Period.Length == 4)));
            if (!isYearBefore)
                found.Add(id);
        }
        if (found.Count == 0)
            return;
        ComparedWith = Id.IsRevision ? "what was first published" : found[0].Title;
        Changes = FigureChange.Pair(cells, release.Cells, Id.IsRevision);
    }

    private bool Matches(ReleaseCell cell) =>
        (string.IsNullOrEmpty(Measure) || cell.Measure == Measure) && (string.IsNullOrEmpty(Breakdown) || CellLine.BreakdownOf(cell) == Breakdown);
}
