using Microsoft.AspNetCore.Mvc;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>The recipients of an issue by what became of their copies; and the decision on those of which nobody knows.</summary>
public sealed class RecipientsModel(IGrains grains, DeliveryLedger ledger, People people) : IssuePage(grains, people)
{
    private const int PageSize = 100;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [DeliveryState.Pending] = "Waiting",
        [DeliveryState.Leased] = "Waiting",
        [DeliveryState.DataSent] = "Leaving",
        [DeliveryState.Accepted] = "Accepted",
        [DeliveryState.Deferred] = "To be tried again",
        [DeliveryState.Failed] = "Failed",
        [DeliveryState.Uncertain] = "Uncertain",
        [DeliveryState.Excluded] = "Left out",
    };

    /// <summary>Those in one state alone; null for all.</summary>
    [BindProperty(Name = "state", SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>The last one of the page before.</summary>
    [BindProperty(Name = "after", SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>Whether the reader can have uncertain copies sent again now.</summary>
    public bool MayDecide { get; private set; }

    public IReadOnlyList<RecipientLine> Lines { get; private set; } = [];

    public string Title => State is { } state ? $"Recipients: {WordOf(state).ToLowerInvariant()}" : "Every recipient";

    /// <summary>The address of the next page; null on the last one.</summary>
    public string? Next => Lines.Count == PageSize ? Links.IssueRecipients(Key, State, Lines[^1].SubscriberId) : null;

    public string WordOf(string state) => Words.GetValueOrDefault(state, state);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <param name="recipients">Whose uncertain copies leave again.</param>
    public async Task<IActionResult> OnPostAgainAsync(IReadOnlyList<Guid> recipients)
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        return await DoAsync(
            async () => recipients.Count == 0
                ? Error.Invalid("none-chosen", "Choose to whom to send again.", "recipients")
                : (await Grain.SendAgainAsync(recipients, Actor, Gone)).Error,
            "Those copies leave again as soon as the issue is being sent.",
            Links.IssueSend(Key),
            ShowAsync);
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (State is not null && !Words.ContainsKey(State))
            return NotFound();
        if (!(await Grain.GetReviewAsync(Actor, Gone)).Succeeded(out var review, out var error))
            return Refuse(error);
        MayDecide = MayWrite && State == DeliveryState.Uncertain && IssueSteps.Allows(review.Issue.State, IssueStep.SendAgain);
        Lines = await ledger.RecipientsAsync(review.Issue.Id, State, After, PageSize, Gone);
        return Page();
    }
}
