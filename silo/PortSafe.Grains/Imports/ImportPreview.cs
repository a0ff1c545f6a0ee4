using System.Security.Cryptography;
using System.Text.Json;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Imports;

/// <summary>One thing that a file would record.</summary>
/// <param name="Name">The port's, as it then is.</param>
/// <param name="Before">The quarter's figures as they stand, where the file has others; null where it gives them for the first time, and for every other fact.</param>
public sealed record ImportChange(Locode Port, string Name, PortEvent Event, QuarterFigures? Before);

/// <summary>What a file about ports would change.</summary>
/// <param name="Rows">Data rows of the file.</param>
/// <param name="AlreadyRecorded">Rows that say what is recorded.</param>
/// <param name="Count">How many facts it would record.</param>
/// <param name="Changes">The first <see cref="MostShown"/> of these, by LOCODE and then by day.</param>
/// <param name="Digest">Stands for exactly these changes, with what they replace: 64 hexadecimal digits.</param>
public sealed record ImportPreview(int Rows, int AlreadyRecorded, int Count, IReadOnlyList<ImportChange> Changes, string Digest)
{
    /// <summary>More than a person can look through on one page.</summary>
    public const int MostShown = 500;

    internal static ImportPreview Of(int rows, int alreadyRecorded, IReadOnlyList<PortAppend> appends, DateOnly today)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (changes, count) = (new List<ImportChange>(), 0);
        foreach (var append in appends)
        {
            var facts = SchemeFacts.From(append.Before.Events, today);
            foreach (var item in append.Events)
            {
                var change = new ImportChange(append.Port, NameOf(item) ?? facts.Name ?? "", item, BeforeOf(facts, item));
                digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(change, DomainJson.Options));
                if (++count <= MostShown)
                    changes.Add(change);
            }
        }
        return new ImportPreview(rows, alreadyRecorded, count, changes, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    private static string? NameOf(PortEvent item) => item switch
    {
        PortAdded added => added.Name,
        PortRenamed renamed => renamed.Name,
        _ => null,
    };

    private static QuarterFigures? BeforeOf(SchemeFacts facts, PortEvent item) =>
        item is QuarterFiguresRecorded { Facility: null } figures && facts.Figures.TryGetValue(figures.Quarter, out var before) ? before.Figures : null;
}
