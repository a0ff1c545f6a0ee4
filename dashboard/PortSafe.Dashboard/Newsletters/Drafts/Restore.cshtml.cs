using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>Asks before an older text becomes the latest again.</summary>
public sealed class RestoreModel(IGrains grains, People people) : RevisionPage(grains, people)
{
    public TextDifference Difference => IssueDifference.Of((Issue.Subject, Issue.Body), (Shown.Subject, Shown.Body));

    public async Task<IActionResult> OnGetAsync(int number)
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        if (await ShowAsync(number) is { } refusal)
            return refusal;
        return MayRestore ? Page() : LocalRedirect(Links.IssueRevision(Key, number));
    }

    public async Task<IActionResult> OnPostAsync(int number)
    {
        if (!MayWrite)
            return Refuse(Authority.Refusal);
        var seen = Revision;
        if (await ShowAsync(number) is { } refusal)
            return refusal;
        return await DoAsync(
            async () => (await Grain.SaveAsync(Shown.Subject, Shown.Body, seen, Actor, Gone)).Error,
            $"Revision {number} was restored, as revision {seen + 1}.", Links.IssueRevisions(Key), () => Task.FromResult<IActionResult>(Page()));
    }

    private async Task<IActionResult?> ShowAsync(int number)
    {
        if (await ReadAsync(number) is { } refusal)
            return refusal;
        Revision = Issue.Revision;
        return null;
    }
}
