using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>Registration of accounts, for the command line as well as for the web.</summary>
public static class AccountRegistration
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512, after OWASP's advice of 2023.</summary>
    private const int HashIterations = 210_000;

    /// <summary>Adds people, their ways in, links and sessions, the session cookie, the policies, and the keys that protect cookies and forms.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection(AccountOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>());
        services.AddWaysIn();
        services.AddScoped<People>();
        services.AddAdministration(configuration);
        services.AddPublicSite(configuration);
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<Origins>();
        services.AddSingleton<Sessions>();
        services.AddScoped<Invitations>();
        services.AddScoped<SampleSignIn>();
        services.AddApiKeys();
        services.AddOrganisation(configuration);
        services.AddSessionCookie();
        services.AddProtectionKeys(configuration);
        return services;
    }

    private static void AddAdministration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.AddScoped<PersonActs>();
        services.AddScoped<PeopleDesk>();
        services.AddScoped<PeopleDirectory>();
        services.AddScoped<InvitationDesk>();
        services.AddScoped<PersonWiping>();
        services.AddScoped<PersonRecords>();
        services.AddScoped<PersonExports>();
        services.AddScoped<OwnAccount>();
    }

    private static void AddWaysIn(this IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddIdentityCore<Person>(options => options.User.RequireUniqueEmail = true)
            .AddUserStore<AccountStore>()
            .AddTokenProvider<AuthenticatorTokenProvider<Person>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicSite>(Configure);
        services.AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>();
        services.AddScoped<OneTimeCodes>();
        services.AddScoped<UsedCodes>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<Passkeys>();
        services.AddScoped<WaysInChange>();
        services.AddScoped<WaysIn>();
        services.AddScoped<Recovery>();
        services.AddSingleton<RecoveryRequests>();
        services.AddHostedService<RecoveryService>();
        services.AddSingleton<Lockout>();
        services.AddSingleton<Steps>();
        services.AddSingleton<DecoyPerson>();
    }

    private static void Configure(IdentityPasskeyOptions passkeys, PublicSite site)
    {
        passkeys.ServerDomain = site.Host;
        passkeys.UserVerificationRequirement = "required";
        passkeys.ResidentKeyRequirement = "required";
        passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && site.IsOrigin(context.Origin));
    }

    private static void AddSessionCookie(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AccountOptions>, PublicSite>((cookie, accounts, site) => SessionCookie.Configure(cookie, accounts.Value, site));
        services.AddAuthorization(AccessPolicies.Configure);
    }
}
