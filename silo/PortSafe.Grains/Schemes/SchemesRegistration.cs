using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Grains.Schemes;

/// <summary>Registration of joining the scheme, and of who has which part in it.</summary>
public static class SchemesRegistration
{
    /// <summary>Needs the data, ports, accounts, audit and the outbox to be registered as well.</summary>
    public static IServiceCollection AddSchemes(this IServiceCollection services) => services
        .AddSingleton<SchemeContacts>()
        .AddSingleton<Succession>()
        .AddSingleton<ApplicationBook>()
        .AddSingleton<ApplicationMail>()
        .AddSingleton<JoinDesk>()
        .AddSingleton<OpenPorts>()
        .AddSingleton<ColleagueDesk>()
        .AddScoped<ApplicationQueue>()
        .AddScoped<ApplicationSettling>()
        .AddScoped<ApplicationDesk>();
}
