using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PortSafe.Bench.SignInTiming;

/// <summary>What came back, and how long it took.</summary>
/// <param name="Milliseconds">From sending the request to the last byte of the answer.</param>
/// <param name="Shape">The status, the headers without date and random values, and the length of the body.</param>
internal sealed record TimedAnswer(double Milliseconds, string Shape);

/// <summary>A form of one page, sent again and again by one browser over one connection.</summary>
internal sealed partial class TimedForm
{
    private readonly HttpClient _browser;
    private readonly Uri _path;
    private readonly string _token;

    private TimedForm(HttpClient browser, Uri path, string token) => (_browser, _path, _token) = (browser, path, token);

    public static async Task<TimedForm> OpenAsync(HttpClient browser, string path)
    {
        var address = new Uri(path, UriKind.Relative);
        return new TimedForm(browser, address, Token().Match(await browser.GetStringAsync(address)).Groups["token"].Value);
    }

    public async Task<TimedAnswer> SendAsync(string email)
    {
        // The page of recovery takes no notice of the password.
        using var form = new FormUrlEncodedContent(
            [new("email", email), new("password", "not the password of anyone"), new("__RequestVerificationToken", _token)]);
        var start = Stopwatch.GetTimestamp();
        using var answer = await _browser.PostAsync(_path, form);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var time = Stopwatch.GetElapsedTime(start);
        return new TimedAnswer(time.TotalMilliseconds, ShapeOf(answer, body.Length));
    }

    private static string ShapeOf(HttpResponseMessage answer, int length)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date")
            .SelectMany(header => header.Value.Select(value => $"{header.Key}: {(header.Key == "Set-Cookie" ? CookieValue().Replace(value, "=…") : value)}"));
        return string.Join('\n', [$"{(int)answer.StatusCode}", .. headers.Order(StringComparer.Ordinal), $"{length} bytes"]);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("(?<=^[^=]+)=[^;]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CookieValue();
}
