using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PortSafe.Grains.Mail;

/// <summary>Registration of mail.</summary>
public static class MailRegistration
{
    /// <summary>Adds the composer and the transport that the section <c>Mail</c> chooses; the program refuses to start on settings that cannot work.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddNodeRuntime();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MimeComposer>();
        services.TryAddSingleton(Transport);
        return services;
    }

    private static IMailTransport Transport(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<MailOptions>>().Value;
        var clock = services.GetRequiredService<TimeProvider>();
        return options.Transport is MailTransportKind.Smtp
            ? new SmtpTransport(options.Server(), options.Connections, clock, services.GetRequiredService<ILogger<SmtpTransport>>())
            : new EmlFileTransport(options.Folder!, clock, services.GetRequiredService<ILogger<EmlFileTransport>>());
    }
}
