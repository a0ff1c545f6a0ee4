using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>One quarter's release: its figures, and the next step towards freezing it.</summary>
public sealed class ReleaseModel(IGrains grains, PortDirectory ports, People people) : DashboardPage
{
    /// <summary>Rows on one page of the table.</summary>
    public const int PageSize = 100;

    private const string DoneKey = "release-done";

    public ReleaseId Id { get; private set; }

    /// <summary>Null while the quarter has not been compiled.</summary>
    public ReleaseView? Release { get; private set; }

    /// <summary>The people of the release, by actor.</summary>
    public IReadOnlyDictionary<string, KnownPerson> Known { get; private set; } = new Dictionary<string, KnownPerson>(StringComparer.Ordinal);

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

    public bool MayApprove => Actor.May(Permission.ApproveReleases);

    /// <summary>Whether the reader is the first of the two people, who cannot be the second.</summary>
    public bool IsSubmitter => Release?.SubmittedBy == Actor.Id;

    private IReleaseGrain Grain => grains.Get<IReleaseGrain>(Id.ToString());

    public async Task<IActionResult> OnGetAsync(string release) =>
        ReleaseId.TryParse(release, null, out var parsed) ? await ShowAsync(parsed) : NotFound();

    public Task<IActionResult> OnPostCompileAsync(string release) =>
        DoAsync(release, () => Grain.CompileAsync(Actor, Gone), "Compiled. Look through the figures, then submit them.");

    public Task<IActionResult> OnPostAuditAsync(string release) =>
        DoAsync(release, () => Grain.AuditAsync(Actor, Gone), "Audited.");

    /// <param name="hash">What was approved.</param>
    public Task<IActionResult> OnPostFreezeAsync(string release, string? hash) =>
        DoAsync(release, () => Grain.FreezeAsync(hash ?? "", Actor, Gone), "Frozen. Everyone can now read these figures.");

    public Task<IActionResult> OnPostSubmitAsync(string release) =>
        DoAsync(release, () => Grain.SubmitAsync(Actor, Gone), "Submitted. Another JMSC administrator must now approve it.");

    /// <param name="hash">What the approver saw.</param>
    /// <param name="confirmed">Whether the box was ticked.</param>
    public async Task<IActionResult> OnPostApproveAsync(string release, string? hash, bool confirmed)
    {
        if (confirmed)
            return await DoAsync(release, () => Grain.ApproveAsync(hash ?? "", Actor, Gone), "Approved. It can now be frozen.");
        ModelState.AddModelError("confirmed", "Confirm that you have looked through the figures.");
        return await OnGetAsync(release);
    }

    /// <summary>The address of another page of the same table.</summary>
    public string PageLink(int number) =>
        $"{Links.Release(Id)}?measure={Uri.EscapeDataString(Measure ?? "")}&breakdown={Uri.EscapeDataString(Breakdown ?? "")}&page-number={number}#figures";

    private async Task<IActionResult> DoAsync(string release, Func<Task<Result<ReleaseView>>> step, string done)
    {
        if (!ReleaseId.TryParse(release, null, out var parsed))
            return NotFound();
        Id = parsed;
        if ((await step()).Error is not { } error)
        {
            Done = done;
            return LocalRedirect(Links.Release(parsed));
        }
        if (error.Code == Authority.Refusal.Code)
            return Refuse(error);
        ModelState.AddModelError("", error.Message);
        return await ShowAsync(parsed);
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
        Known = await people.ListAsync(new[] { Release.CompiledBy, Release.SubmittedBy, Release.ApprovedBy }.OfType<string>(), Gone);
        var names = await ports.NamesAsync(Gone);
        var found = Release.Cells.Where(Matches).ToList();
        Found = found.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Shown = [.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize).Select(cell => CellLine.From(cell, names))];
        return Page();
    }

    private bool Matches(ReleaseCell cell) =>
        (string.IsNullOrEmpty(Measure) || cell.Measure == Measure) && (string.IsNullOrEmpty(Breakdown) || CellLine.BreakdownOf(cell) == Breakdown);
}
