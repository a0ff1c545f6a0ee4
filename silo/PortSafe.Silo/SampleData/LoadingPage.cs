using System.Net;
using System.Security.Cryptography;
using System.Text;
using PortSafe.Domain.Toolkit;

namespace PortSafe.Silo.SampleData;

/// <summary>Stands in for every page while the sample data is loaded, and is followed by the page asked for once it is.</summary>
internal sealed class LoadingPage(SampleLoad load) : IStartupFilter
{
    private const string Style = """
        body { margin: 0; font: 19px/1.4 Arial, sans-serif; color: #0b0c0c; }
        header { background: #12436d; color: #fff; font-weight: bold; }
        header p, main { max-width: 960px; margin: 0 auto; padding: 15px; }
        """;

    /// <summary>The page has to do without files of its own, so its style is named by what it is.</summary>
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.MapWhen(IsAPageToWaitFor, waiting => waiting.Run(AnswerAsync));
        next(app);
    };

    private bool IsAPageToWaitFor(HttpContext context) =>
        load.Doing is not null && !context.Request.Path.StartsWithSegments("/health") && !Path.HasExtension(context.Request.Path);

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Html(load.Doing ?? "the last of it"), context.RequestAborted);
    }

    private static string Html(string doing) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta http-equiv="refresh" content="2">
          <title>Loading the sample data – PortSafe</title>
          <style>{{Style}}</style>
        </head>
        <body>
          <header><p>PortSafe</p></header>
          <main>
            <h1>Loading the sample data</h1>
            <p>Now: {{WebUtility.HtmlEncode(doing)}}. The page you asked for follows by itself.</p>
            <p>To report a concern, call {{ReportingLine.Operator}} on {{ReportingLine.Telephone}}. In an emergency, call {{ReportingLine.Emergency}}.</p>
          </main>
        </body>
        </html>
        """;
}
