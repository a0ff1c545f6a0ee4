using System.Net;
using PortSafe.Domain.Toolkit;

namespace PortSafe.Silo.SampleData;

/// <summary>Stands in for every page while the sample data is loaded, and is followed by the page asked for once it is.</summary>
internal sealed class LoadingPage(SampleLoad load) : IStartupFilter
{
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
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
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
          <style>
            body { margin: 0; font: 19px/1.4 Arial, sans-serif; color: #0b0c0c; }
            header { background: #12436d; color: #fff; font-weight: bold; }
            header p, main { max-width: 960px; margin: 0 auto; padding: 15px; }
          </style>
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
