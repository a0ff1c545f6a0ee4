using Microsoft.AspNetCore.Mvc;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>What the pages of one revision share.</summary>
public abstract class RevisionPage(IGrains grains, People people) : IssuePage(grains, people)
{
    public IssueView Issue { get; private set; } = null!;

    public IssueRevision Shown { get; private set; } = null!;

    /// <summary>Whether the reader can make this text the latest one again.</summary>
    public bool MayRestore => MayWrite && Issue.State == IssueState.Draft && Shown.Number != Issue.Revision;

    /// <summary>Reads the issue and the revision that the address names.</summary>
    /// <returns>The answer to give instead of the page; null to show it.</returns>
    protected async Task<IActionResult?> ReadAsync(int number)
    {
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var issue, out var error) || !(await Grain.GetRevisionAsync(number, Actor, Gone)).Succeeded(out var shown, out error))
            return Refuse(error);
        (Issue, Shown) = (issue, shown);
        return null;
    }
}
