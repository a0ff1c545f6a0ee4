using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PortSafe.Data.Mail;

namespace PortSafe.Grains.Mail;

/// <summary>Registration of transactional mail.</summary>
public static class OutboxRegistration
{
    /// <summary>Adds <see cref="Outbox"/> and <see cref="OutboxDispatcher"/>; needs the database and <see cref="MailRegistration.AddMail"/>.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton<OutboxQueue>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<OutboxDispatcher>();
        return services;
    }
}
