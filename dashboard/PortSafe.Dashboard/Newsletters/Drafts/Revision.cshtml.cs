using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>One text that was saved, and what differs between it and the one before it or any other.</summary>
public sealed class RevisionModel(IGrains grains, People people) : RevisionPage(grains, people)
{
    /// <summary>What it is compared with; null for the first revision, unless another was chosen.</summary>
    public IssueRevision? From { get; private set; }

    public TextDifference? Difference => From is { } from ? IssueDifference.Of((from.Subject, from.Body), (Shown.Subject, Shown.Body)) : null;

    public IReadOnlyList<Choice> Choices => [.. Enumerable.Range(1, Issue.Revision).Where(number => number != Shown.Number).Select(number => new Choice($"{number}", $"Revision {number}"))];

    /// <param name="from">The revision to compare with; null for the one before.</param>
    public async Task<IActionResult> OnGetAsync(int number, int? from)
    {
        if (await ReadAsync(number) is { } refusal)
            return refusal;
        if ((from ?? number - 1) is >= 1 and var other && other != number)
        {
            if (!(await Grain.GetRevisionAsync(other, Actor, Gone)).Succeeded(out var found, out var error))
                return Refuse(error);
            From = found;
        }
        await NameAsync(Shown.SavedBy);
        return Page();
    }
}
