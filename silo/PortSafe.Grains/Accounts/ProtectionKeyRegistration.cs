using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Accounts;

/// <summary>Registration of the keys that protect cookies and forms.</summary>
internal static class ProtectionKeyRegistration
{
    public static void AddProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var certificates = ProtectionCertificates.From(configuration);
        var protection = services.AddDataProtection().SetApplicationName("portsafe");
        if (certificates.Current is { } current)
            protection.ProtectKeysWithCertificate(current);
        if (certificates.All.Count > 0)
            protection.UnprotectKeysWithAnyCertificate([.. certificates.All]);
        services.AddSingleton(certificates);
        services.AddSingleton<ProtectionKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<ProtectionKeys>((keys, repository) => keys.XmlRepository = repository);
    }
}
