using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Grains;
using PortSafe.Silo.Hosting.Web;

namespace PortSafe.Silo.Hosting;

/// <summary>What must hold before the process opens itself to others.</summary>
internal static class StartRules
{
    /// <summary>Settings that do not go together.</summary>
    /// <exception cref="OptionsValidationException">With a sentence that says what to change.</exception>
    public static void Check(IConfiguration configuration, ListenAddresses listen)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            throw Fault($"Kestrel:Endpoints is not used. Say where to listen by {ListenAddresses.Option}, and leave it out.");
        if (listen.NeedsCertificate && configuration["Kestrel:Certificates:Default:Path"] is not { Length: > 0 } && configuration["Kestrel:Certificates:Default:Subject"] is not { Length: > 0 })
            throw Fault($"An https address in {ListenAddresses.Option} needs a certificate: set Kestrel:Certificates:Default:Path, and Password or KeyPath.");
        if (!listen.AreLoopback && PublicSite.From(configuration).IsLoopback)
            throw Fault($"{ListenAddresses.Option} opens the server to other machines: set {PublicSite.Setting} to the https address by which they reach it.");
    }

    /// <summary>Sample people are known to everyone who can read the source; they and other people's data never meet.</summary>
    /// <returns>Why the server does not start; null when it may.</returns>
    public static async Task<Error?> CheckPeopleAsync(IServiceProvider services, string urls, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortSafeDb>>().CreateDbContextAsync(ct);
        var hasSample = await db.Users.AnyAsync(person => person.IsSample && person.RevokedAt == null && person.WipedAt == null, ct);
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            return hasSample
                ? Error.Conflict("sample-people", "This installation holds sample people, with whom anyone could sign in, so it is not served outside Development. Revoke each of them, or use another folder with --data.")
                : null;
        }
        return !ListenAddresses.Parse(urls).AreLoopback && (hasSample || !await db.Users.AnyAsync(ct))
            ? Error.Conflict("sample-people", $"An installation with sample people is served to this machine alone. Give {ListenAddresses.Option} a loopback address such as {ListenAddresses.Default}.")
            : null;
    }

    private static OptionsValidationException Fault(string sentence) => new("Start", typeof(StartRules), [sentence]);
}
