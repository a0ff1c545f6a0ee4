using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>Asks why, before a release is abandoned or withdrawn.</summary>
public abstract class ReleaseAct(IGrains grains) : DashboardPage
{
    public ReleaseId Id { get; private set; }

    /// <summary>For JMSC alone.</summary>
    [BindProperty(Name = "note")]
    public string? Note { get; set; }

    [TempData(Key = ReleaseModel.DoneKey)]
    public string? Done { get; set; }

    /// <summary>What the release's page says when it is done.</summary>
    protected abstract string DoneText { get; }

    protected IReleaseGrain Grain => grains.Get<IReleaseGrain>(Id.ToString());

    public async Task<IActionResult> OnGetAsync(string release) => await LoadAsync(release) ?? (IActionResult)Page();

    public async Task<IActionResult> OnPostAsync(string release)
    {
        if (await LoadAsync(release) is { } refusal)
            return refusal;
        foreach (var fault in Faults())
            ModelState.AddModelError(fault.Field ?? "", fault.Message);
        if (!ModelState.IsValid)
            return Page();
        if ((await ActAsync()).Error is { } error)
            return Explain(error);
        Done = DoneText;
        return LocalRedirect(Links.Release(Id));
    }

    /// <summary>Why it cannot be done in this state; null where it can.</summary>
    protected abstract string? WhyNot(ReleaseView release);

    /// <summary>What is wrong with the form, field by field, before it is tried.</summary>
    protected virtual IEnumerable<Error> Faults() => [];

    protected abstract Task<Result<ReleaseView>> ActAsync();

    /// <returns>What to answer instead; null to go on.</returns>
    private async Task<IActionResult?> LoadAsync(string release)
    {
        if (!ReleaseId.TryParse(release, null, out var id))
            return NotFound();
        Id = id;
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var view, out var error))
            return Refuse(error);
        if (WhyNot(view) is not { } why)
            return null;
        Done = why;
        return LocalRedirect(Links.Release(Id));
    }
}
