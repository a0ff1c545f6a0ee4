using System.Text.Json;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.Releases;

/// <summary><c>portsafe audit</c> on tables of the statistical literature, and on what is no table at all.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Fréchet 1940, as in Dobra and Fienberg 2000: between max(0, row + column − all) and min(row, column). Numbers and ranges are ours, by that formula.</summary>
    [Fact]
    public async Task A_table_of_two_ways_whose_margins_alone_are_known()
    {
        var outcome = await AuditAsync("""
            { "cells":     [ {"id": "r1", "lower": 8, "upper": 8}, {"id": "r2", "lower": 12, "upper": 12}, {"id": "c1", "lower": 5, "upper": 5}, {"id": "c2", "lower": 15, "upper": 15} ],
              "sums":      [ {"total": "r1", "parts": ["x11", "x12"]}, {"total": "r2", "parts": ["x21", "x22"]}, {"total": "c1", "parts": ["x11", "x21"]}, {"total": "c2", "parts": ["x12", "x22"]} ],
              "protected": [ {"id": "x11"}, {"id": "x12"}, {"id": "x21"}, {"id": "x22"} ] }
            """);

        Assert.Equal(["x11 0 5 pass", "x12 3 8 presence", "x21 0 5 pass", "x22 7 12 presence"], Ranges(outcome));
        Assert.Equal(1, outcome.Code);
    }

    /// <summary>
    /// The table of investment by activity and region of Willenborg and de Waal 1996, used by Fischetti and Salazar 2001, with four cells
    /// suppressed. By hand: with t for (II, C) the others are 30 − t, t − 5 and 34 − t, so t is 5 to 30.
    /// </summary>
    [Fact]
    public async Task A_table_of_two_ways_with_four_cells_suppressed()
    {
        var outcome = await AuditAsync("""
            { "cells":     [ {"id": "II", "lower": 49, "upper": 49}, {"id": "III", "lower": 61, "upper": 61}, {"id": "A", "lower": 45, "upper": 45}, {"id": "C", "lower": 44, "upper": 44},
                             {"id": "IA", "lower": 20, "upper": 20}, {"id": "IC", "lower": 10, "upper": 10}, {"id": "IIB", "lower": 19, "upper": 19}, {"id": "IIIB", "lower": 32, "upper": 32} ],
              "sums":      [ {"total": "II", "parts": ["IIA", "IIB", "IIC"]}, {"total": "III", "parts": ["IIIA", "IIIB", "IIIC"]}, {"total": "A", "parts": ["IA", "IIA", "IIIA"]}, {"total": "C", "parts": ["IC", "IIC", "IIIC"]} ],
              "protected": [ {"id": "IIC", "true": 22}, {"id": "IIA", "true": 8}, {"id": "IIIA", "true": 17}, {"id": "IIIC", "true": 12} ] }
            """);

        Assert.Equal(["IIC 5 30 pass", "IIA 0 25 pass", "IIIA 0 25 pass", "IIIC 4 29 pass"], Ranges(outcome));
        Assert.Equal(0, outcome.Code);
    }

    /// <summary>A closed path of six suppressed cells, the pattern that Cox 1980 and 1995 build on. Numbers and ranges are ours: every second cell moves up as the others move down, from −1 to 4.</summary>
    [Fact]
    public async Task A_closed_path_of_suppressed_cells()
    {
        var outcome = await AuditAsync("""
            { "cells":     [ {"id": "r1", "lower": 5, "upper": 5}, {"id": "r2", "lower": 8, "upper": 8}, {"id": "r3", "lower": 8, "upper": 8},
                             {"id": "c1", "lower": 9, "upper": 9}, {"id": "c2", "lower": 6, "upper": 6}, {"id": "c3", "lower": 6, "upper": 6} ],
              "sums":      [ {"total": "r1", "parts": ["x12", "x13"]}, {"total": "r2", "parts": ["x21", "x23"]}, {"total": "r3", "parts": ["x31", "x32"]},
                             {"total": "c1", "parts": ["x21", "x31"]}, {"total": "c2", "parts": ["x12", "x32"]}, {"total": "c3", "parts": ["x13", "x23"]} ],
              "protected": [ {"id": "x12"}, {"id": "x13"}, {"id": "x21"}, {"id": "x23"}, {"id": "x31"}, {"id": "x32"} ] }
            """);

        Assert.Equal(["x12 0 5 pass", "x13 0 5 pass", "x21 2 7 presence", "x23 1 6 presence", "x31 2 7 presence", "x32 1 6 presence"], Ranges(outcome));
    }

    /// <summary>
    /// All margins of two ways of a table of three (Dobra and Fienberg 2000): of 2 × 2 × 2 one number is left free. Numbers and ranges are ours:
    /// x111, x122, x212 and x221 move up as the other four move down, from −2 to 3.
    /// </summary>
    [Fact]
    public async Task A_table_of_three_ways_whose_margins_of_two_are_known()
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal)
        { ["111"] = 2, ["122"] = 6, ["212"] = 4, ["221"] = 9, ["112"] = 3, ["121"] = 7, ["211"] = 5, ["222"] = 8 };
        var margins = Enumerable.Range(0, 3).SelectMany(way => values.GroupBy(value => value.Key.Remove(way, 1)).Select(group => (Name: $"m{way}{group.Key}", Total: group.Sum(value => value.Value), Parts: group.Select(value => value.Key)))).ToList();
        var outcome = await AuditAsync(JsonSerializer.Serialize(new
        {
            cells = margins.Select(margin => new { id = margin.Name, lower = margin.Total, upper = margin.Total }),
            sums = margins.Select(margin => new { total = margin.Name, parts = margin.Parts }),
            @protected = values.Keys.Select(id => new { id, @true = 20 }),
        }));

        Assert.Equal(
            ["111 0 5 pass", "122 4 9 pass", "212 2 7 pass", "221 7 12 pass", "112 0 5 pass", "121 4 9 pass", "211 2 7 pass", "222 5 10 pass"],
            Ranges(outcome));
    }

    /// <summary>Hierarchical totals (Hundepool and others 2012): a single hidden part of a total is their difference, and so is the next above. Numbers are ours.</summary>
    [Fact]
    public async Task Hierarchical_totals_with_one_hidden_part_in_each()
    {
        var outcome = await AuditAsync("""
            { "cells":     [ {"id": "nation", "lower": 100, "upper": 100}, {"id": "north", "lower": 60, "upper": 60}, {"id": "s1", "lower": 37, "upper": 37} ],
              "sums":      [ {"total": "nation", "parts": ["north", "south"]}, {"total": "south", "parts": ["s1", "s2"]}, {"total": "north", "parts": ["n1", "n2"]} ],
              "protected": [ {"id": "s2", "true": 3}, {"id": "n1", "true": 2} ] }
            """);

        Assert.Equal(["s2 3 3 exact", "n1 0 60 pass"], Ranges(outcome));
    }

    /// <summary>Linked tables (Hundepool and others 2012): each is safe alone, and both together give the hidden cell away. Numbers are ours.</summary>
    [Theory]
    [InlineData("", "a 0 20 pass")]
    [InlineData(""", {"id": "b", "lower": 14, "upper": 18}""", "a 2 6 presence")]
    [InlineData(""", {"id": "b", "lower": 15, "upper": 17}""", "a 3 5 presence")]
    [InlineData(""", {"id": "b", "lower": 20, "upper": 24}""", "a 0 0 exact")]
    public async Task Linked_tables(string other, string range)
    {
        var outcome = await AuditAsync($$"""
            { "cells":     [ {"id": "all", "lower": 20, "upper": 20}{{other}} ],
              "sums":      [ {"total": "all", "parts": ["a", "b"]}, {"total": "b", "parts": ["b1", "b2"]} ],
              "protected": [ {"id": "a"} ] }
            """);

        Assert.Equal([range], Ranges(outcome));
    }

    /// <summary>Three sums of two with the same odd total have an answer in halves and none in whole numbers, the smallest case of what linear programming misses.</summary>
    [Fact]
    public async Task Figures_that_only_fractions_fit_are_refused_as_no_table()
    {
        var outcome = await AuditAsync("""
            { "cells":     [ {"id": "ab", "lower": 7, "upper": 7}, {"id": "bc", "lower": 7, "upper": 7}, {"id": "ca", "lower": 7, "upper": 7} ],
              "sums":      [ {"total": "ab", "parts": ["a", "b"]}, {"total": "bc", "parts": ["b", "c"]}, {"total": "ca", "parts": ["c", "a"]} ],
              "protected": [ {"id": "a"} ] }
            """);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("No whole numbers fit", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "This is not JSON.")]
    [InlineData("""{"cells": [{"id": "a", "lower": 5, "upper": 4}], "protected": [{"id": "a"}]}""", "cells[0].upper: The upper bound is below the lower one.")]
    [InlineData("""{"cells": [{"id": "a"}], "protected": [{"id": "b"}]}""", "protected[0].id: No cell and no sum is called “b”.")]
    public async Task What_is_no_table_is_refused_with_its_place(string json, string message)
    {
        var outcome = await AuditAsync(json);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(message, outcome.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Json.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_to_be_missing()
    {
        var outcome = await RunAsync(Path.Combine(_folder.FullName, "none.json"));

        Assert.NotEqual(0, outcome.Code);
        Assert.Contains("none.json", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ranges(CommandOutcome outcome) => outcome.Json.GetProperty("protected").EnumerateArray()
        .Select(cell => $"{cell.GetProperty("id").GetString()} {cell.GetProperty("min")} {cell.GetProperty("max")} {cell.GetProperty("verdict").GetString()}");

    private async Task<CommandOutcome> AuditAsync(string json)
    {
        var file = Path.Combine(_folder.FullName, "table.json");
        await File.WriteAllTextAsync(file, json);
        return await RunAsync(file);
    }

    private static async Task<CommandOutcome> RunAsync(string file)
    {
        await using var process = Installation.StartAlone("audit", file, "--json");
        return new CommandOutcome(await process.EndOfOutputAsync(), process.Output, process.Errors);
    }
}
