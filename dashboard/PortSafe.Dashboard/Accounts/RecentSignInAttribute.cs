using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Accounts;

namespace PortSafe.Dashboard.Accounts;

/// <summary>
/// Demands that whoever opens the page, or sends its form, proved who they are less than ten minutes ago; otherwise they sign in again
/// and come back. For pages that change how one signs in.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecentSignInAttribute : Attribute, IAsyncPageFilter
{
    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(10);

    public static bool Holds(HttpContext http) =>
        http.User.FindSignedInAt() is { } at && http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - at < Limit;

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (Holds(context.HttpContext))
            await next();
        else
            context.Result = new LocalRedirectResult(Links.SignInAgain(context.HttpContext.Request.Path));
    }
}
