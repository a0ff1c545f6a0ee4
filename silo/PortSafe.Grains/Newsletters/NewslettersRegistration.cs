using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Data.Newsletters;
using PortSafe.Grains.Newsletters.Checks;
using PortSafe.Grains.Newsletters.Drafting;
using PortSafe.Grains.Newsletters.Editing;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Subscribers;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Grains.Newsletters;

/// <summary>Registration of newsletters and their subscribers.</summary>
public static class NewslettersRegistration
{
    /// <summary>
    /// Adds what <see cref="IssueGrain"/> needs, the archive and the list of subscribers. Needs the database, the audit log, mail,
    /// charts and frozen releases.
    /// </summary>
    public static IServiceCollection AddNewsletters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPublicSite(configuration);
        services.TryAddSingleton<DeliveryLedger>();
        services.TryAddSingleton<SendBrake>();
        services.TryAddSingleton<SendSettlement>();
        services.TryAddSingleton<SendStart>();
        services.TryAddSingleton<RecipientsCsv>();
        services.TryAddSingleton<QuarterEvents>();
        services.TryAddSingleton<DraftOrigins>();
        services.TryAddSingleton<IssueImages>();
        services.TryAddSingleton<ContactEntries>();
        services.TryAddSingleton<IssueCompiler>();
        services.TryAddSingleton<IssueMail>();
        services.TryAddSingleton<IssueSender>();
        services.TryAddSingleton<IssueDispatch>();
        services.TryAddSingleton<IssueArchive>();
        services.TryAddSingleton<IssueChecks>();
        services.TryAddSingleton<IssueReader>();
        services.TryAddSingleton<IssueWorkings>();
        services.TryAddSingleton<FigureOffer>();
        services.TryAddSingleton<IssueTestCopy>();
        services.AddSubscribers();
        return services;
    }
}
