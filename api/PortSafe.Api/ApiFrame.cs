using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Api;

/// <summary>
/// Goes around the API, routing and authorization included: what they refuse is explained too, and what went wrong is told without
/// its details in every environment.
/// </summary>
internal sealed class ApiFrame(IProblemDetailsService problems) : IStartupFilter, IDeveloperPageExceptionFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(
            context => ApiRegistration.IsApi(context.Request.Path),
            api => api.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }).UseStatusCodePages(ExplainAsync));
        next(app);
    };

    /// <summary>Development's page about a fault would repeat the request with its cookie and its key.</summary>
    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        var http = errorContext.HttpContext;
        if (!ApiRegistration.IsApi(http.Request.Path))
            return next(errorContext);
        http.Response.StatusCode = StatusOf(errorContext.Exception);
        return problems.WriteAsync(new ProblemDetailsContext { HttpContext = http }).AsTask();
    }

    private static int StatusOf(Exception exception) => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private Task ExplainAsync(StatusCodeContext context) => problems.WriteAsync(new ProblemDetailsContext { HttpContext = context.HttpContext }).AsTask();
}
