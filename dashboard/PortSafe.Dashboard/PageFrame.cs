using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace PortSafe.Dashboard;

/// <summary>Goes around everything else, routing and authorization included, so that no response leaves without its error page.</summary>
internal sealed class PageFrame : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseErrorPages();
        next(app);
    };
}
