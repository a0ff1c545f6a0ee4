using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Grains.Subscribers.Bounces;
using PortSafe.Grains.Subscribers.Importing;

namespace PortSafe.Grains.Subscribers;

/// <summary>Registration of who receives the newsletter.</summary>
public static class SubscribersRegistration
{
    /// <summary>Adds the list of subscribers and what is done with it. Needs the database, the audit log, transactional mail and accounts.</summary>
    public static IServiceCollection AddSubscribers(this IServiceCollection services)
    {
        services.TryAddSingleton<AddressHashes>();
        services.TryAddSingleton<Suppressions>();
        services.TryAddSingleton<SubscriberList>();
        services.TryAddSingleton<SignUp>();
        services.TryAddSingleton<SignUpRequests>();
        services.TryAddSingleton<Preferences>();
        services.TryAddSingleton<SubscriberDirectory>();
        services.TryAddSingleton<SubscriberRecords>();
        services.TryAddSingleton<SubscriberDesk>();
        services.TryAddSingleton<SubscriberImport>();
        services.TryAddSingleton<BounceIntake>();
        services.TryAddSingleton<BounceFiles>();
        services.AddHostedService<SignUpService>();
        return services;
    }
}
