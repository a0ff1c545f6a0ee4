using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain;
using PortSafe.Grains.Imports;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Imports;

/// <summary>Whatever a file has gone through, it comes in whole or not at all, and never ends the program.</summary>
public sealed class MutatedFileTests
{
    private const int MutationsAtMost = 4;

    /// <summary>Bytes that mean something to a reader of such files.</summary>
    private static readonly byte[] Telling = [.. ",\"\n\r-0159xGB\t; \0"u8, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x80, 0xC3, 0xED];

    private static Gen<Func<byte[], byte[]>> Mutation { get; } =
        from at in Gen.Choose(0, int.MaxValue - 1)
        from length in Gen.Choose(1, 60)
        from value in Gen.Elements(Telling)
        from what in Gen.Choose(0, 4)
        select new Func<byte[], byte[]>(file => Mutate(file, file.Length == 0 ? 0 : at % file.Length, length, value, what));

    [Theory]
    [InlineData(ImportKind.Reports, "reports-2023-2026.csv")]
    [InlineData(ImportKind.Schemes, "scheme-events.csv")]
    [InlineData(ImportKind.Ports, "uk-ports.csv")]
    public async Task A_mutated_file_is_imported_whole_or_refused(ImportKind kind, string name)
    {
        await using var desk = kind == ImportKind.Ports ? await ImportDesk.CreateAsync(DatabaseKind.Sqlite) : await ImportDesk.WithPortsAsync(DatabaseKind.Sqlite);
        var lines = File.ReadLines(PortSafe.Testing.Repository.PathTo("scripts", "sample-data", name)).Take(60);
        var file = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

        Prop.ForAll(Mutation.NonEmptyListOf().ToArbitrary(), mutations =>
        {
            var content = mutations.Take(MutationsAtMost).Aggregate(file, (bytes, mutate) => mutate(bytes));
            return WholeOrNotAsync(desk, kind, content).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static async Task<bool> WholeOrNotAsync(ImportDesk desk, ImportKind kind, byte[] content)
    {
        var before = await desk.RowsAsync();
        var outcome = await desk.ImportAsync(kind, content, kind == ImportKind.Reports ? "crimestoppers" : null, isConfirmed: true);
        return outcome switch
        {
            ImportOutcome.Imported => await desk.RowsAsync() > before,
            ImportOutcome.Refused refused => refused.Errors is { Count: > 0 and <= 100 } && await desk.RowsAsync() == before,
            ImportOutcome.AlreadyImported => await desk.RowsAsync() == before,
            _ => false,
        };
    }

    private static byte[] Mutate(byte[] file, int at, int length, byte value, int what)
    {
        var end = Math.Min(file.Length, at + length);
        return what switch
        {
            0 => [.. file[..at], value, .. file[at..]],
            1 when file.Length > 0 => [.. file[..at], value, .. file[(at + 1)..]],
            2 => [.. file[..at], .. file[end..]],
            3 => [.. file[..end], .. file[at..]],
            _ => file[..at],
        };
    }
}
