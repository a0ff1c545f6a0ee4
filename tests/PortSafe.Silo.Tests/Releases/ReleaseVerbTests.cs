using System.Text.Json;
using PortSafe.Silo.Tests.CommandLine;

namespace PortSafe.Silo.Tests.Releases;

public sealed class ReleaseVerbTests : IAsyncLifetime
{
    private VerbDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _desk = await VerbDesk.OpenAsync("Development");
        (await _desk.RunAsync(null, "import", "ports", "scripts/sample-data/uk-ports.csv")).Succeeded();
        (await _desk.RunAsync(null, "import", "reports", "scripts/sample-data/reports-2023-2026.csv", "--source", "crimestoppers")).Succeeded();
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Two_people_take_a_quarter_from_compiled_to_frozen()
    {
        var compiled = await AnswerAsync(null, "compile");
        var audited = await AnswerAsync(null, "audit");
        var submitted = await AnswerAsync(null, "submit");
        var same = await _desk.RunAsync("a.officer@jmsc.example", "release", "approve", "2026Q3", "--hash", audited.GetProperty("hash").GetString()!);
        var approved = await AnswerAsync(null, "approve", "--hash", audited.GetProperty("hash").GetString()!);
        var frozen = await AnswerAsync(null, "freeze", "--hash", audited.GetProperty("hash").GetString()!);

        Assert.Equal("compiled", compiled.GetProperty("state").GetString());
        Assert.Equal("audited", audited.GetProperty("state").GetString());
        Assert.True(audited.GetProperty("auditedCells").GetInt64() > 1000);
        Assert.Equal("submitted", submitted.GetProperty("state").GetString());
        Assert.Equal("approved", approved.GetProperty("state").GetString());
        Assert.Equal(1, same.Code);
        Assert.Contains("another JMSC administrator", same.Errors, StringComparison.Ordinal);
        Assert.Equal("frozen", frozen.GetProperty("state").GetString());
        Assert.Equal(compiled.GetProperty("hash").GetString(), frozen.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task Approval_binds_the_hash_that_was_looked_at()
    {
        await AnswerAsync(null, "compile");
        await AnswerAsync(null, "audit");
        await AnswerAsync(null, "submit");

        var outcome = await _desk.RunAsync("b.officer@jmsc.example", "release", "approve", "2026Q3", "--hash", new string('0', 64), "--json");

        Assert.Equal(1, outcome.Code);
        Assert.Equal("release-changed", outcome.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("submitted", (await AnswerAsync(null, "show")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_release_is_shown_with_every_cell()
    {
        await AnswerAsync(null, "compile");

        var release = await AnswerAsync(null, "show");
        Assert.Equal(
            ["release", "state", "hash", "plan", "withheld", "audited", "auditedCells", "withdrawal", "cells"],
            release.EnumerateObject().Select(property => property.Name));
        var nation = release.GetProperty("cells").EnumerateArray().First(cell => Text(cell, "measure") == "reports" && Text(cell, "audience") == "public");
        Assert.Equal("2026Q3", Text(nation, "period"));
        Assert.Equal(JsonValueKind.Null, nation.GetProperty("region").ValueKind);
        Assert.Equal(JsonValueKind.Null, nation.GetProperty("group").ValueKind);
        Assert.Equal(JsonValueKind.Null, nation.GetProperty("locode").ValueKind);
        Assert.Equal($"{nation.GetProperty("lower").GetInt32()}–{nation.GetProperty("upper").GetInt32()}", Text(nation, "display"));
        Assert.Contains(release.GetProperty("cells").EnumerateArray(), cell => Text(cell, "display") == "<10" && Text(cell, "audience") == "port");
    }

    [Fact]
    public async Task A_frozen_release_is_verified_and_withdrawn_by_two_people()
    {
        await AnswerAsync(null, "compile");
        var hash = (await AnswerAsync(null, "audit")).GetProperty("hash").GetString()!;
        await AnswerAsync(null, "submit");
        await AnswerAsync(null, "approve", "--hash", hash);
        await AnswerAsync(null, "freeze", "--hash", hash);
        var verified = await AnswerAsync(null, "verify");
        var asked = (await _desk.RunAsync(null, "release", "withdraw", "2026Q3", "--reason", "source-wrong", "--note", "The source corrected itself.")).Succeeded();
        var same = await _desk.RunAsync("a.officer@jmsc.example", "release", "withdraw", "2026Q3", "--confirm");
        var withdrawn = (await _desk.RunAsync("b.officer@jmsc.example", "release", "withdraw", "2026Q3", "--confirm")).Succeeded();

        Assert.Empty(verified.GetProperty("faults").EnumerateArray());
        Assert.Contains("Withdrawal asked for: The counts it was compiled from were wrong.", asked.Output, StringComparison.Ordinal);
        Assert.Equal(1, same.Code);
        Assert.Contains("2026Q3: withdrawn", withdrawn.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarter_without_a_release_says_what_to_do()
    {
        var outcome = await _desk.RunAsync(null, "release", "show", "2026Q2");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("Compile it first", outcome.Errors, StringComparison.Ordinal);
    }

    private async Task<JsonElement> AnswerAsync(string? person, string verb, params IReadOnlyList<string> options) =>
        (await _desk.RunAsync(person, ["release", verb, "2026Q3", .. options, "--json"])).Succeeded().Json;

    private static string? Text(JsonElement cell, string property) => cell.GetProperty(property).GetString();
}
