using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>What the pages of an issue share for those who write and approve it.</summary>
public abstract class IssuePage(IGrains grains, People people) : DashboardPage
{
    public const string DoneKey = "issue-done";

    private IReadOnlyDictionary<string, KnownPerson> _people = new Dictionary<string, KnownPerson>();

    public IssueKey Key { get; private set; } = null!;

    /// <summary>The revision that the reader saw.</summary>
    [BindProperty(Name = "revision")]
    public int Revision { get; set; }

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public bool MayWrite => Actor.May(Permission.WriteIssues);

    public bool MayApprove => Actor.May(Permission.ApproveIssues);

    public string Self => Actor.Id;

    protected IIssueGrain Grain => grains.Get<IIssueGrain>(Key.ToString());

    protected override Task<IActionResult?> OpenAsync()
    {
        if (!IssueKey.TryParse(RouteData.Values["issue"] as string, null, out var key))
            return Task.FromResult<IActionResult?>(NotFound());
        Key = key;
        return base.OpenAsync();
    }

    /// <summary>The name of whoever did something.</summary>
    public string NameOf(string actor) => actor == Actor.Id ? "you" : _people.TryGetValue(actor, out var person) ? person.Name : "PortSafe’s own job";

    /// <inheritdoc cref="NameOf"/>
    public string NameAtStart(string actor) => actor == Actor.Id ? "You" : NameOf(actor);

    protected async Task NameAsync(params IEnumerable<string?> actors) =>
        _people = await people.ListAsync([.. actors.OfType<string>().Distinct()], Gone);

    /// <summary>Takes a step and comes back to the page, or shows it with what stood in the way.</summary>
    protected async Task<IActionResult> DoAsync(Func<Task<Error?>> step, string done, string? then, Func<Task<IActionResult>> show)
    {
        if (await step() is not { } error)
        {
            Done = done;
            return LocalRedirect(then ?? Request.Path);
        }
        if (error.Code == Authority.Refusal.Code || error.Kind == ErrorKind.NotFound)
            return Refuse(error);
        foreach (var line in error.Message.Split('\n'))
            ModelState.AddModelError(error.Field ?? "", line);
        return await show();
    }
}
