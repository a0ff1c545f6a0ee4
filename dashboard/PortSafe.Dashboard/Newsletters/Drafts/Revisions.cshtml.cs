using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>Every text of an issue that was saved.</summary>
public sealed class RevisionsModel(IGrains grains, People people) : IssuePage(grains, people)
{
    public IssueReview Review { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!(await Grain.GetReviewAsync(Actor, Gone)).Succeeded(out var review, out var error))
            return Refuse(error);
        Review = review;
        await NameAsync(review.Revisions.Select(one => one.SavedBy));
        return Page();
    }

    /// <summary>Where a revision stands, in a word or two; null for nowhere in particular.</summary>
    public string? MarkOf(int number) =>
        number == Review.Issue.Approved?.Revision ? "approved" : number == Review.Issue.Submitted?.Revision ? "in review" : null;
}
