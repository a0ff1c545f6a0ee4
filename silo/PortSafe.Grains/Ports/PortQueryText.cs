using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Ports;

/// <summary>A query as addresses spell it, the same for pages and programs.</summary>
/// <param name="Text">Part of a name, or the beginning of a LOCODE.</param>
/// <param name="Stage">A stage's code, or <see cref="None"/> for ports that have not joined.</param>
/// <param name="Band">A band's code, or <see cref="None"/> for ports without a score.</param>
/// <param name="Review">One of <see cref="Reviews"/>.</param>
/// <param name="Idle"><c>true</c> for members of whom nothing was recorded for 90 days.</param>
/// <param name="Register">One of <see cref="Registers"/>.</param>
/// <param name="Sort">One of <see cref="Sorts"/>, after a hyphen for the other way round.</param>
public sealed record PortQueryText(string? Text, string? Region, string? Size, string? Stage, string? Band, string? Review, string? Idle, string? Register, string? Sort)
{
    public const string None = "none";

    public const string Open = "open";

    public const string Closed = "closed";

    public const string All = "all";

    private static readonly (string Code, PortSort Sort)[] SortCodes =
    [
        ("name", PortSort.Name), ("region", PortSort.Region), ("stage", PortSort.Stage), ("score", PortSort.Score),
        ("last-action", PortSort.LastAction), ("review-due", PortSort.ReviewDue),
    ];

    public static IReadOnlyList<string> Sorts { get; } = [.. SortCodes.Select(item => item.Code)];

    public static IReadOnlyList<string> Reviews { get; } = ["due", "soon"];

    public static IReadOnlyList<string> Registers { get; } = [Open, Closed, All];

    /// <summary>The column's code, with its hyphen where the order is turned round.</summary>
    public static string CodeOf(PortSort sort, bool isDescending) => $"{(isDescending ? "-" : "")}{SortCodes.First(item => item.Sort == sort).Code}";

    public static string ReviewOf(PortQuery query) => query.Review is { } review ? Reviews[(int)review] : "";

    public static string RegisterOf(PortQuery query) => query.IsOpen switch { true => Open, false => Closed, null => All };

    /// <summary>A page's query as its address has it: what is as it would be without saying is left out. A page shows open ports unless told otherwise.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(PortQuery query)
    {
        (string Name, string? Value)[] all =
        [
            ("q", query.Text), ("region", query.Region?.ToString()), ("size", query.Size?.Code), ("stage", query.IsNotJoined ? None : query.Stage?.Code),
            ("band", query.HasNoScore ? None : query.Band?.Code), ("review", ReviewOf(query)), ("idle", query.IsIdle ? "true" : null),
            ("register", query.IsOpen == true ? null : RegisterOf(query)),
            ("sort", query is { Sort: PortSort.Name, IsDescending: false } ? null : CodeOf(query.Sort, query.IsDescending)),
        ];
        return all.Where(item => !string.IsNullOrEmpty(item.Value)).Select(item => KeyValuePair.Create(item.Name, item.Value));
    }

    /// <summary>The query without what cannot be read, for a page: its form then shows what was understood.</summary>
    public PortQuery Read() => Understood(out _);

    /// <summary>The query, or the first thing in it that cannot be read.</summary>
    public Result<PortQuery> ReadStrictly()
    {
        var query = Understood(out var faults);
        return faults.Count == 0 ? query : faults[0];
    }

    private PortQuery Understood(out IReadOnlyList<Error> faults)
    {
        var found = new List<Error>();
        var query = new PortQuery
        {
            Text = TextOf(found),
            Region = RegionOf(found),
            Size = Coded<PortSize>(Size, "size", "major or minor", found),
            Stage = Stage == None ? null : Coded<Stage>(Stage, "stage", "a stage such as active, or none", found),
            IsNotJoined = Stage == None,
            Band = Band == None ? null : Coded<ScoreBand>(Band, "band", "a band such as steady, or none", found),
            HasNoScore = Band == None,
            Review = OneOf(Review, "review", Reviews, found) switch { 0 => ReviewFilter.Due, 1 => ReviewFilter.Soon, _ => null },
            IsIdle = OneOf(Idle, "idle", ["true", "false"], found) == 0,
            IsOpen = OneOf(Register, "register", Registers, found) switch { 0 => true, 1 => false, _ => null },
        };
        var column = OneOf(Sort?.TrimStart('-'), "sort", Sorts, found);
        faults = found;
        return column is { } index ? query with { Sort = SortCodes[index].Sort, IsDescending = Sort!.StartsWith('-') } : query;
    }

    private string? TextOf(List<Error> faults)
    {
        if (string.IsNullOrWhiteSpace(Text))
            return null;
        var text = Text.Trim();
        if (text.Length <= PortQuery.MaxText && !text.Any(char.IsControl))
            return text;
        faults.Add(Error.Invalid("query-invalid", $"Give at most {PortQuery.MaxText} characters of a name or a LOCODE.", "q"));
        return null;
    }

    private Region? RegionOf(List<Error> faults)
    {
        if (string.IsNullOrEmpty(Region))
            return null;
        if (Domain.Ports.Region.TryParse(Region, null, out var region))
            return region;
        faults.Add(Error.Invalid("query-invalid", "Give a region of the publication plan.", "region"));
        return null;
    }

    private static T? Coded<T>(string? text, string field, string expected, List<Error> faults) where T : class, ICoded<T>
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!ICoded<T>.Find(text, out var value))
            faults.Add(Error.Invalid("query-invalid", $"Give {expected}.", field));
        return value;
    }

    private static int? OneOf(string? text, string field, IReadOnlyList<string> codes, List<Error> faults)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        for (var index = 0; index < codes.Count; index++)
        {
            if (codes[index] == text)
                return index;
        }
        faults.Add(Error.Invalid("query-invalid", $"Give one of {string.Join(", ", codes)}.", field));
        return null;
    }
}
