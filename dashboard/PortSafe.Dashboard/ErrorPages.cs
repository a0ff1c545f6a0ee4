using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PortSafe.Dashboard;

/// <summary>Turns what went wrong into a page with the reporting line on it. The API answers for itself.</summary>
internal static class ErrorPages
{
    private const string Path = "/error/{0}";
    private const string ApiPath = "/api";

    public static void UseErrorPages(this IApplicationBuilder app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments(ApiPath) || context.Request.Path.StartsWithSegments(Links.ApiDocs),
        pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = string.Format(Path, StatusCodes.Status500InternalServerError),
                CreateScopeForErrors = true,
            });
            pages.UseStatusCodePagesWithReExecute(Path);
        });
}
