namespace PortSafe.Silo.Tests.CommandLine;

public sealed class PersonTests
{
    private static readonly string[] Import = ["import", "ports", "scripts/sample-data/uk-ports.csv", "--json"];

    [Fact]
    public async Task In_production_a_verb_acts_for_nobody_who_is_not_named()
    {
        await using var desk = await VerbDesk.OpenAsync();

        var outcome = await desk.RunAsync(null, Import);

        Assert.Equal(2, outcome.Code);
        Assert.Equal("person-missing", outcome.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("--as", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Database.CountAsync("people"));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Nobody_acts_by_an_address_without_an_account(string environment)
    {
        await using var desk = await VerbDesk.OpenAsync(environment);

        var outcome = await desk.RunAsync("stranger@jmsc.example", Import);

        Assert.Equal(1, outcome.Code);
        Assert.Equal("person-unknown", outcome.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, await desk.Database.CountAsync("port_events"));
    }

    [Fact]
    public async Task In_development_a_sample_person_stands_in_and_is_named()
    {
        await using var desk = await VerbDesk.OpenAsync("Development");

        var outcome = (await desk.RunAsync(null, Import)).Succeeded();

        Assert.Contains("a.officer@jmsc.example", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(113, outcome.Json.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task The_seventh_sample_person_comes_with_the_port_they_manage()
    {
        await using var desk = await VerbDesk.OpenAsync("Development");
        (await desk.RunAsync(null, Import)).Succeeded();
        Assert.Equal(6, await desk.Database.CountAsync("people"));

        (await desk.RunAsync(null, "rebuild")).Succeeded();

        Assert.Equal(7, await desk.Database.CountAsync("people"));
    }

    [Fact]
    public async Task In_development_no_sample_person_joins_people_of_flesh()
    {
        await using var desk = await VerbDesk.OpenAsync("Development");
        (await desk.RunAsync(null, "user", "add", "boss@jmsc.example", "--role", "jmsc-admin")).Succeeded();

        Assert.Equal(2, (await desk.RunAsync(null, Import)).Code);

        Assert.Equal(1, await desk.Database.CountAsync("people"));
    }
}
