using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>Sends all that is held on a person as a file, while it is read.</summary>
public sealed class ExportResult(PersonExport export) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = export.FileName }.ToString();
        response.Headers.CacheControl = "no-store";
        return export.WriteAsync(response.Body, context.HttpContext.RequestAborted);
    }
}
