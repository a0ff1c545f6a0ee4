using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>Whom to list.</summary>
/// <param name="Text">Part of a name, of an address or of a port's name, or a LOCODE, in any case; null for everyone. At most 100 characters count.</param>
/// <param name="State">Null for everyone who has not been wiped.</param>
public sealed record PeopleSearch(string? Text = null, Role? Role = null, PersonState? State = null, int Page = 1);

/// <summary>One line of the list of people.</summary>
/// <param name="Email">Empty when wiped.</param>
/// <param name="Ports">The LOCODEs of their ports, and the numbers of their facilities, in order.</param>
public sealed record PersonSummary(
    Guid Id, string Name, string Email, Role Role, IReadOnlyList<string> Ports, PersonState State, DateTimeOffset? LastSignedInAt);

/// <summary>One page of the list.</summary>
/// <param name="Found">How many there are on all pages.</param>
/// <param name="Page">1 for the first.</param>
public sealed record PeoplePage(IReadOnlyList<PersonSummary> People, int Found, int Page, int Pages);

/// <summary>Everyone who has or had an account, as lists for administrators.</summary>
public sealed class PeopleDirectory(PortSafeDb db, UserManager<Person> accounts, TimeProvider clock)
{
    /// <summary>Lines on one page.</summary>
    public const int PageSize = 50;

    private const int MaxTextLength = 100;

    /// <summary>One page of those who match, by name.</summary>
    public async Task<Result<PeoplePage>> ListAsync(PeopleSearch search, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        var found = Matching(search);
        var count = await found.CountAsync(ct);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(search.Page, 1, pages);
        var rows = await found.OrderBy(person => person.Name).ThenBy(person => person.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new PeoplePage(await SummariesAsync(rows, ct), count, page, pages);
    }

    /// <summary>The id of the person with this address, in force or revoked; <c>person-not-found</c> when nobody has it.</summary>
    public async Task<Result<Guid>> FindIdAsync(string email, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return Authority.Refusal;
        var normalized = accounts.NormalizeEmail(email.Trim());
        var ids = await db.Users.Where(person => person.NormalizedUserName == normalized).Select(person => person.Id).ToListAsync(ct);
        return ids is [var id] ? id : PersonActs.NotFound;
    }

    private IQueryable<Person> Matching(PeopleSearch search)
    {
        var people = db.Users.AsNoTracking();
        people = search.State is { } state ? people.In(state, db, clock.GetUtcNow()) : people.Where(person => person.WipedAt == null);
        if (search.Role is { } role)
        {
            var code = role.Code;
            people = people.Where(person => person.Role == code);
        }
        return search.Text?.Trim() is { Length: > 0 } text ? Naming(people, text.Length > MaxTextLength ? text[..MaxTextLength] : text) : people;
    }

    private IQueryable<Person> Naming(IQueryable<Person> people, string text)
    {
        // SQLite changes the case of ASCII letters alone, so that others are found as they are typed.
        var lower = text.ToLowerInvariant();
        var normalized = accounts.NormalizeEmail(text);
        var ports = Locode.TryParse(text.ToUpperInvariant(), null, out var locode)
            ? db.PortStatus.Where(port => port.Locode == locode)
            : db.PortStatus.Where(port => port.Name.ToLower().Contains(lower) || port.Name.Contains(text));
        return people.Where(person =>
            person.Name.ToLower().Contains(lower) || person.Name.Contains(text) || person.NormalizedEmail!.Contains(normalized) ||
            db.PersonPorts.Any(own => own.PersonId == person.Id && ports.Any(port => port.Locode == own.Locode)) ||
            db.PersonFacilities.Any(own => own.PersonId == person.Id && ports.Any(port => port.Locode == own.Locode)));
    }

    private async Task<IReadOnlyList<PersonSummary>> SummariesAsync(List<Person> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(row => row.Id);
        var ports = (await db.PersonPorts.AsNoTracking().Where(port => ids.Contains(port.PersonId)).ToListAsync(ct)).ToLookup(port => port.PersonId, port => port.Locode);
        var facilities = await PortsInCare.FacilitiesAsync(db, ids, ct);
        var withWayIn = (await db.Users.Where(person => ids.Contains(person.Id)).WithWayIn(db).Select(person => person.Id).ToListAsync(ct)).ToHashSet();
        var now = clock.GetUtcNow();
        return rows.ConvertAll(row => new PersonSummary(
            row.Id,
            row.Name,
            row.Email ?? "",
            Role.Parse(row.Role),
            [.. ports[row.Id].Select(port => port.ToString()).Concat(facilities[row.Id].Select(facility => facility.ToString())).Order(StringComparer.Ordinal)],
            PersonStates.Of(row, withWayIn.Contains(row.Id), now),
            row.LastSignedInAt));
    }
}
