using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains.Accounts;
using PortSafe.Testing;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class PeopleTests
{
    private static readonly NewPerson Analyst = new("F. Researcher", "F.Researcher@university.example", Role.Analyst);

    [Theory, BothDatabases]
    public async Task Somebody_is_found_by_their_address_in_any_case(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var added = (await desk.AddAsync(Analyst)).Value!;

        var found = await desk.UseAsync<KnownPerson?>(people => people.FindAsync("f.researcher@UNIVERSITY.example", default));

        Assert.Equal((added.Id, "F. Researcher", Role.Analyst), (found!.Id, found.Name, found.Role));
    }

    [Theory, BothDatabases]
    public async Task Two_people_cannot_share_an_address(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddAsync(Analyst);

        Assert.Equal("email-taken", (await desk.AddAsync(Analyst with { Email = Analyst.Email.ToUpperInvariant() })).Error?.Code);
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_add_the_same_person_at_once_one_does(DatabaseKind kind)
    {
        await using var desk = await AccountDesk.CreateAsync(kind);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.AddAsync(Analyst)));

        Assert.Single(results, result => result.Error is null);
        Assert.Equal(1, await desk.Database.CountAsync("people"));
    }

    [Fact]
    public async Task Only_an_administrator_adds_people_and_each_is_audited_without_their_name()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);

        Assert.Equal(ErrorKind.Forbidden, (await desk.AddAsync(Analyst, TestActors.JmscAnalyst)).Error?.Kind);
        Assert.Null((await desk.AddAsync(Analyst)).Error);
        var row = Assert.Single(await desk.Database.RowsAsync("audit_log"));
        Assert.Contains("person-added", row, StringComparison.Ordinal);
        Assert.DoesNotContain("esearcher", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_administrator_needs_nobody_s_leave_and_there_is_no_second_that_way()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        var first = await desk.UseAsync(people => people.AddFirstAdministratorAsync("A. Officer", "a@jmsc.example", default));
        var second = await desk.UseAsync(people => people.AddFirstAdministratorAsync("B. Officer", "b@jmsc.example", default));

        Assert.Equal(Role.JmscAdmin, first.Value!.Role);
        Assert.Equal("administrator-exists", second.Error?.Code);
        Assert.Single(await desk.Database.RowsAsync("audit_log"));
    }

    [Fact]
    public async Task A_port_manager_manages_ports_of_the_register()
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);
        await desk.AddPortAsync("GBFXT");
        var lead = new NewPerson("S. Lead", "s.lead@port.example", Role.PortManager, Locode.Parse("GBFXT"));

        Assert.Equal("GBFXT", Assert.Single((await desk.AddAsync(lead)).Value!.Actor.Ports).ToString());
        Assert.Equal("port-not-found", (await desk.AddAsync(lead with { Email = "other@port.example", Ports = [Locode.Parse("GBDVR")] })).Error?.Code);
        Assert.Equal("ports-missing", (await desk.AddAsync(lead with { Email = "other@port.example", Ports = [] })).Error?.Code);
        Assert.Equal("ports-not-for-role", (await desk.AddAsync(lead with { Email = "other@port.example", Role = Role.Editor })).Error?.Code);
    }

    [Theory]
    [InlineData("", "name@example.org", "name")]
    [InlineData("  ", "name@example.org", "name")]
    [InlineData("A\nB", "name@example.org", "name")]
    [InlineData("A. Name", "no address", "email")]
    public async Task What_is_wrong_with_a_new_person_names_its_field(string name, string email, string field)
    {
        await using var desk = await AccountDesk.CreateAsync(DatabaseKind.Sqlite);

        Assert.Equal(field, (await desk.AddAsync(new NewPerson(name, email, Role.Editor))).Error?.Field);
    }
}
