using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>A page about one subscriber.</summary>
public abstract class OneSubscriberPage(SubscriberRecords records) : DashboardPage
{
    public SubscriberDetails Subscriber { get; private set; } = null!;

    protected override async Task<IActionResult?> OpenAsync()
    {
        if (!Guid.TryParseExact((string?)RouteData.Values["id"], "D", out var id))
            return NotFound();
        if (!(await records.GetAsync(id, Actor, Gone)).Succeeded(out var subscriber, out var error))
            return Refuse(error);
        Subscriber = subscriber;
        return null;
    }
}

/// <summary>Asks once more before something is done to a subscriber.</summary>
public abstract class SubscriberActPage(SubscriberRecords records) : OneSubscriberPage(records)
{
    /// <summary>The question that the page asks.</summary>
    public abstract string Question { get; }

    /// <summary>What will happen, a sentence or two each.</summary>
    public abstract IReadOnlyList<string> Consequences { get; }

    /// <summary>What the button says.</summary>
    public abstract string Button { get; }

    /// <summary>Whether it cannot be undone.</summary>
    public virtual bool IsGrave => false;

    /// <summary>What the next page says when it is done.</summary>
    protected abstract string Done { get; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ActAsync() is { } error)
            return Explain(error);
        TempData[ListModel.DoneKey] = Done;
        return LocalRedirect(IsGrave ? Links.Subscribers : Links.Subscriber(Subscriber.Id));
    }

    /// <returns>Why it was not done; null when it was.</returns>
    protected abstract Task<Error?> ActAsync();
}
