using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PortSafe.Grains.Charts;

namespace PortSafe.Api.Analytics;

/// <summary>The forms that a view's answer has, and which of them a request wants.</summary>
internal static class ViewForm
{
    public const string Json = "json";

    private static readonly (string MediaType, string Kind)[] All =
    [
        ("application/json", Json),
        ("text/csv", "csv"),
        (ChartXlsx.MediaType, "xlsx"),
        ("image/svg+xml", "svg"),
        ("image/png", "png"),
    ];

    /// <summary>The ends of addresses, with JSON first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(form => form.Kind)];

    /// <summary>By the header Accept: the form that is wanted most, JSON where it does not matter; null where none will do.</summary>
    public static string? Wanted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
            return Json;
        return All
            .Select(form => (form.Kind, Quality: QualityOf(new MediaTypeHeaderValue(form.MediaType), accepted)))
            .Where(form => form.Quality > 0)
            .OrderByDescending(form => form.Quality)
            .Select(form => form.Kind)
            .FirstOrDefault();
    }

    /// <summary>What the most particular of the ranges that take the type says of it.</summary>
    private static double QualityOf(MediaTypeHeaderValue type, IEnumerable<MediaTypeHeaderValue> accepted) => accepted
        .Where(type.IsSubsetOf)
        .OrderBy(range => range.MatchesAllTypes).ThenBy(range => range.MatchesAllSubTypes)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault();
}
