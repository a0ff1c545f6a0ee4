using PortSafe.Data.Accounts;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class PeopleDirectoryTests
{
    [Theory, BothDatabases]
    public async Task People_are_found_by_name_address_port_role_and_state(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync("GBFXT");
        var boss = await desk.AddAdministratorAsync();
        var lead = await desk.AddActiveAsync(Role.PortManager, "Sam Lead", Locode.Parse("GBFXT"));
        await desk.AddAsync(new NewPerson("Zoë Émile", "zoe@paper.example", Role.Editor));
        var gone = await desk.AddActiveAsync(Role.Editor, "Gone Writer");
        Assert.Null((await desk.DeskAsync(people => people.RevokeAsync(gone.PersonId!.Value, "Left", boss, default))).Error);

        Assert.Equal("Boss One, Gone Writer, Sam Lead, Zoë Émile", await NamesAsync(new PeopleSearch()));
        Assert.Equal("Sam Lead", await NamesAsync(new PeopleSearch("sam l")));
        Assert.Equal("Zoë Émile", await NamesAsync(new PeopleSearch("Émile")));
        Assert.Equal("Zoë Émile", await NamesAsync(new PeopleSearch(" ZOE@Paper ")));
        Assert.Equal("Sam Lead", await NamesAsync(new PeopleSearch("gbfxt")));
        Assert.Equal("Gone Writer, Zoë Émile", await NamesAsync(new PeopleSearch(null, Role.Editor)));
        Assert.Equal("Zoë Émile", await NamesAsync(new PeopleSearch(null, null, PersonState.Invited)));
        Assert.Equal("Boss One, Sam Lead", await NamesAsync(new PeopleSearch(null, null, PersonState.Active)));
        Assert.Equal("Gone Writer", await NamesAsync(new PeopleSearch(null, null, PersonState.Revoked)));
        Assert.Equal("", await NamesAsync(new PeopleSearch(null, null, PersonState.Locked)));
        Assert.Equal("", await NamesAsync(new PeopleSearch("%")));
        Assert.Equal(ErrorRefused, (await desk.UseAsync((PeopleDirectory people) => people.ListAsync(new PeopleSearch(), lead, default))).Error?.Code);

        async Task<string> NamesAsync(PeopleSearch search) =>
            string.Join(", ", (await desk.UseAsync((PeopleDirectory people) => people.ListAsync(search, boss, default))).Value!.People.Select(person => person.Name));
    }

    [Theory, BothDatabases]
    public async Task Ten_thousand_people_come_a_page_at_a_time(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await using (var db = desk.Database.CreateContext())
        {
            db.Users.AddRange(Enumerable.Range(0, 10_000).Select(number => new Person
            {
                Id = Guid.CreateVersion7(),
                Name = $"Person {number:D5}",
                Role = "analyst",
                UserName = $"p{number}@people.example",
                NormalizedUserName = $"P{number}@PEOPLE.EXAMPLE",
                Email = $"p{number}@people.example",
                NormalizedEmail = $"P{number}@PEOPLE.EXAMPLE",
            }));
            await db.SaveChangesAsync();
        }

        var page = (await desk.UseAsync((PeopleDirectory people) => people.ListAsync(new PeopleSearch("person", Page: 200), TestActors.Admin, default))).Value!;
        var beyond = (await desk.UseAsync((PeopleDirectory people) => people.ListAsync(new PeopleSearch("person 099", Page: 900), TestActors.Admin, default))).Value!;

        Assert.Equal((10_000, 200, 200, "Person 09950"), (page.Found, page.Pages, page.Page, page.People[0].Name));
        Assert.Equal((100, 2, "Person 09999"), (beyond.Found, beyond.Page, beyond.People[^1].Name));
    }

    private static readonly string ErrorRefused = Authority.Refusal.Code;
}
