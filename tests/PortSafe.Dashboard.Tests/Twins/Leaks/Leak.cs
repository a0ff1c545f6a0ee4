using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PortSafe.Grains.Charts;

namespace PortSafe.Dashboard.Tests.Twins.Leaks;

/// <summary>A fault that tells something of the exact counts, put into the host of a test and never into the product.</summary>
/// <param name="Twin">The twin that shows it.</param>
/// <param name="From">How the addresses begin where it shows.</param>
internal sealed record Leak(string Name, Twin Twin, string From)
{
    /// <summary>Changes an answer.</summary>
    public Action<LeakyAnswer>? Answer { get; init; }

    /// <summary>Changes a chart before it is drawn.</summary>
    public Func<Chart, Truth, Chart>? Chart { get; init; }

    /// <summary>Changes a message before it leaves.</summary>
    public Func<string, Truth, string>? Mail { get; init; }

    /// <summary>Logs something during a request.</summary>
    public Action<ILogger, Truth>? Log { get; init; }

    public override string ToString() => Name;
}

/// <summary>An answer that is about to leave.</summary>
/// <param name="body">Each octet as the character of its number, so that any kind of body comes through.</param>
internal sealed class LeakyAnswer(HttpContext http, Truth truth, string body)
{
    public Truth Truth => truth;

    public string Path => http.Request.Path;

    public string Body { get; set; } = body;

    public int Status
    {
        get => http.Response.StatusCode;
        set => http.Response.StatusCode = value;
    }

    public bool IsPage => Is("text/html");

    public bool IsJson => Is("application/json");

    public bool IsCsv => Is("text/csv");

    public bool IsSvg => Is("image/svg+xml");

    public bool IsPng => Is("image/png");

    public bool IsGood => http.Response.StatusCode == StatusCodes.Status200OK;

    public void Header(string name, long value) => Header(name, value.ToString(CultureInfo.InvariantCulture));

    public void Header(string name, string value) => http.Response.Headers[name] = value;

    public void Replace(string text, string by) => Body = Body.Replace(text, by, StringComparison.Ordinal);

    private bool Is(string type) => http.Response.ContentType?.StartsWith(type, StringComparison.Ordinal) == true;
}
