using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Dashboard.Accounts;
using PortSafe.Dashboard.Newsletters;
using PortSafe.Dashboard.Newsletters.Feeds;
using PortSafe.Dashboard.Schemes.Join;
using PortSafe.Grains;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Analytics.Saved;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard;

/// <summary>Registration of the pages.</summary>
public static class DashboardRegistration
{
    /// <summary>Adds the pages. Needs accounts and the grains to be registered as well.</summary>
    public static WebApplicationBuilder AddDashboard(this WebApplicationBuilder builder)
    {
        // A build that was not published finds the assets where they are in the source tree.
        builder.WebHost.UseStaticWebAssets();
        // Only what was there when it was built is served: no file that appears later.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services
            .AddRazorPages(options =>
            {
                options.RootDirectory = "/";
                PageAccess.Configure(options.Conventions);
            })
            .ConfigureApplicationPartManager(AddOwnPages);
        builder.Services.AddAntiforgery();
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<PublicSite>(ProtectForms);
        builder.Services.TryAddSingleton<JoinSession>();
        builder.Services.TryAddSingleton<SectorCharts>();
        builder.Services.TryAddSingleton<TimelineNotes>();
        builder.Services.TryAddSingleton<SectorViews>();
        builder.Services.TryAddSingleton<SavedViews>();
        builder.Services.TryAddSingleton<FrozenViews>();
        builder.Services.TryAddSingleton<PortCharts>();
        builder.Services.TryAddSingleton<ScoreComparisons>();
        builder.Services.TryAddSingleton<OwnPorts>();
        builder.Services.TryAddSingleton<ExactReleases>();
        builder.Services.TryAddSingleton<ReleaseDirectory>();
        builder.Services.TryAddSingleton<IssueDesk>();
        builder.Services.TryAddSingleton<NewsletterFeeds>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, PageFrame>());
        return builder;
    }

    /// <summary>Maps static assets and pages.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapLatestIssue();
        app.MapNewsletterFeeds();
        return app;
    }

    private static void ProtectForms(AntiforgeryOptions options, PublicSite site)
    {
        options.Cookie.Name = site.CookieName("portsafe-form");
        options.Cookie.Path = "/";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = site.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        // The server's content security policy says who may frame what: nobody, anything.
        options.SuppressXFrameOptionsHeader = true;
    }

    private static void AddOwnPages(ApplicationPartManager parts)
    {
        var assembly = typeof(DashboardRegistration).Assembly;
        foreach (var part in new CompiledRazorAssemblyApplicationPartFactory().GetApplicationParts(assembly).Append(new AssemblyPart(assembly)))
        {
            if (!parts.ApplicationParts.Any(known => known.GetType() == part.GetType() && known.Name == part.Name))
                parts.ApplicationParts.Add(part);
        }
    }
}
