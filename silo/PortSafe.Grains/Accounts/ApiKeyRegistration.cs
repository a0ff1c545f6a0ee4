using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Accounts;

/// <summary>Registration of programs' keys.</summary>
internal static class ApiKeyRegistration
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<ApiKeysInUse>();
        services.AddSingleton<ApiKeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
        return services;
    }
}
