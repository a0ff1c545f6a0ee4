using Microsoft.Extensions.Hosting;
using PortSafe.Data;
using PortSafe.Domain;

namespace PortSafe.Grains.Accounts;

/// <summary>Links that sign in as a sample person at once. Outside Development there are none, and none that is left over works.</summary>
public sealed class SampleSignIn(PortSafeDb db, AccountLinks links, People people, IHostEnvironment environment)
{
    public bool IsAllowed => environment.IsDevelopment();

    /// <summary>A link for each sample person who is here, by its path; none outside Development.</summary>
    public async Task<IReadOnlyList<(KnownPerson Person, string Path)>> OfferAsync(CancellationToken ct)
    {
        var offered = new List<(KnownPerson, string)>();
        if (!IsAllowed)
            return offered;
        foreach (var person in await people.ListSampleAsync(ct))
            offered.Add((person, LinkPurpose.SampleSignIn.Path + await links.IssueAsync(db, person.Id, LinkPurpose.SampleSignIn, ct)));
        return offered;
    }

    /// <summary>Spends a link.</summary>
    /// <returns>Who it is for; or <see cref="AccountLinks.CannotBeUsed"/>.</returns>
    public async Task<Result<KnownPerson>> UseAsync(string token, CancellationToken ct)
    {
        if (!IsAllowed || !(await links.UseAsync(db, token, LinkPurpose.SampleSignIn, ct)).Succeeded(out var id, out _))
            return AccountLinks.CannotBeUsed;
        return await people.FindAsync(id, ct) is { } person ? person : AccountLinks.CannotBeUsed;
    }
}
