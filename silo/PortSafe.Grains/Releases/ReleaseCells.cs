using System.Security.Cryptography;
using System.Text.Json;
using PortSafe.Data.Releases;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Analytics;

namespace PortSafe.Grains.Releases;

/// <summary>A release's cells in their canonical order and form, which is what is hashed and stored.</summary>
internal static class ReleaseCells
{
    /// <summary>How a withheld figure is written: the standard shorthand for confidential.</summary>
    public const string Withheld = "c";

    /// <summary>By measure, audience, period, then breakdown, the nation before its parts. No order depends on a value.</summary>
    public static IReadOnlyList<ReleaseCell> InOrder(IEnumerable<ReleaseCell> cells) =>
    [
        .. cells
            .OrderBy(cell => IndexOf(Measure.All, measure => measure.Id == cell.Measure))
            .ThenBy(cell => cell.Audience)
            .ThenBy(cell => cell.Period, StringComparer.Ordinal)
            .ThenBy(cell => cell.Region?.ToString(), StringComparer.Ordinal)
            .ThenBy(cell => cell.Group is null ? -1 : IndexOf(CategoryGroup.All, group => group == cell.Group))
            .ThenBy(cell => cell.Locode?.ToString(), StringComparer.Ordinal)
            .ThenBy(cell => cell.Size is null ? -1 : IndexOf(PortSize.All, size => size == cell.Size))
            .ThenBy(cell => cell.Stage is null ? -1 : IndexOf(Stage.All, stage => stage == cell.Stage)),
    ];

    /// <summary>
    /// SHA-256, in hexadecimal, of a JSON array a line: first release and plan, then the register where there is one, then each cell's
    /// fields in a fixed order.
    /// </summary>
    /// <param name="register">As <see cref="PortRegister.Text"/> gives it; null for none.</param>
    public static string Hash(ReleaseId id, int plan, IReadOnlyList<ReleaseCell> cells, string? register = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, ["portsafe-release", id.ToString(), plan]);
        if (register is not null)
            Append(hash, ["register", register]);
        foreach (var cell in cells)
            Append(hash, Fields(cell));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The table that a release can do without and the cell is in; null for every other cell.</summary>
    public static ReleaseTable? TableOf(ReleaseCell cell) => cell switch
    {
        { Measure: var measure } when measure != Measure.Reports.Id => null,
        { Group: not null } => ReleaseTable.NationByGroup,
        { Region: not null, Locode: null } => ReleaseTable.RegionByQuarter,
        _ => null,
    };

    public static ReleaseCell Withhold(ReleaseCell cell) => cell with { Display = Withheld, Reports = null };

    public static ReleaseCellRow ToRow(ReleaseId id, ReleaseCell cell, int index) => new()
    {
        Release = id,
        Number = index + 1,
        Measure = cell.Measure,
        Audience = cell.Audience == ReleaseAudience.Public ? "public" : "port",
        Region = cell.Region?.ToString(),
        Group = cell.Group?.Code,
        Locode = cell.Locode?.ToString(),
        Size = cell.Size?.Code,
        Stage = cell.Stage?.Code,
        Period = cell.Period,
        Display = cell.Display,
        Lower = cell.Reports?.Lower,
        Upper = cell.Reports?.Upper,
        Value = cell.Value,
        Numerator = cell.Numerator,
        Denominator = cell.Denominator,
    };

    public static ReleaseCell FromRow(ReleaseCellRow row) => new(
        row.Measure,
        row.Audience == "public" ? ReleaseAudience.Public : ReleaseAudience.Port,
        row.Region is { } region ? Region.Parse(region) : null,
        row.Group is { } group ? CategoryGroup.Parse(group) : null,
        row.Locode is { } locode ? Locode.Parse(locode) : null,
        row.Size is { } size ? PortSize.Parse(size) : null,
        row.Stage is { } stage ? Stage.Parse(stage) : null,
        row.Period,
        row.Display,
        row is { Lower: { } lower, Upper: { } upper } ? new ReleasedFigure(lower, upper) : null,
        row.Value,
        row.Numerator,
        row.Denominator);

    private static object?[] Fields(ReleaseCell cell) =>
    [
        cell.Measure, cell.Audience.ToString(), cell.Region?.ToString(), cell.Group?.Code, cell.Locode?.ToString(), cell.Size?.Code, cell.Stage?.Code,
        cell.Period, cell.Display, cell.Reports?.Lower, cell.Reports?.Upper, cell.Value, cell.Numerator, cell.Denominator,
    ];

    private static void Append(IncrementalHash hash, object?[] line)
    {
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(line));
        hash.AppendData("\n"u8);
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> matches)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (matches(list[index]))
                return index;
        }
        return list.Count;
    }
}
