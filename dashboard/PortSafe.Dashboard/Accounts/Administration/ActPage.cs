using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts.Administration;

/// <summary>Asks once more before something is done to a person's account.</summary>
public abstract class ActPage(PersonRecords records) : PersonPage(records)
{
    [BindProperty(Name = "reason")]
    public string? Reason { get; set; }

    /// <summary>The question that the page asks.</summary>
    public abstract string Question { get; }

    /// <summary>What will happen, a sentence or two each.</summary>
    public abstract IReadOnlyList<string> Consequences { get; }

    /// <summary>What the button says.</summary>
    public abstract string Button { get; }

    /// <summary>Whether a reason is asked for.</summary>
    public virtual bool NeedsReason => false;

    /// <summary>Whether it cannot be undone.</summary>
    public virtual bool IsGrave => false;

    /// <summary>What the next page says when it is done.</summary>
    protected abstract string Done { get; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync() => await ActAsync() is { } error ? Explain(error) : Return(Done);

    /// <returns>Why it was not done; null when it was.</returns>
    protected abstract Task<Error?> ActAsync();
}
