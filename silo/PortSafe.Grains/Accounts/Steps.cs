using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace PortSafe.Grains.Accounts;

/// <summary>What comes next in a browser that is half-way.</summary>
public enum StepKind
{
    /// <summary>The password was right; a code comes next.</summary>
    Code,

    /// <summary>An invitation was accepted, or a recovery allowed: every way in may be replaced.</summary>
    SetUp,

    /// <summary>Somebody who is signed in changes how they sign in.</summary>
    Change,
}

/// <summary>How far a browser has come on its way in. It lies, encrypted, in a cookie.</summary>
/// <param name="Stamp">The person's <see cref="KnownPerson.Stamp"/> when it began; a change of it voids the step.</param>
public sealed record Step(StepKind Kind, Guid Person, string Stamp)
{
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The hash of a password that was chosen and is not in force yet.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The key of an authenticator app that no code has confirmed yet.</summary>
    public string? AuthenticatorKey { get; init; }
}

/// <summary>Keeps half-way states in short-lived cookies of the browser, which cannot read or change them.</summary>
public sealed class Steps(IDataProtectionProvider protection, PublicSite site, TimeProvider clock)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SetUpLife = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan CeremonyLife = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _steps = protection.CreateProtector("PortSafe.Accounts.Step");
    private readonly IDataProtector _ceremonies = protection.CreateProtector("PortSafe.Accounts.Passkey");

    private string StepName => site.CookieName("portsafe-step");

    private string CeremonyName => site.CookieName("portsafe-passkey");

    /// <summary>Keeps a step. What is already on its way keeps its time.</summary>
    public void Keep(HttpContext http, Step step)
    {
        var expires = step.ExpiresAt != default ? step.ExpiresAt : clock.GetUtcNow() + (step.Kind == StepKind.Code ? CodeLife : SetUpLife);
        Write(http, StepName, _steps, step with { ExpiresAt = expires });
    }

    /// <summary>The step that this browser has come to, while its time lasts; null otherwise.</summary>
    public Step? Find(HttpContext http, StepKind kind) => Read<Step>(http, StepName, _steps) is { } step && step.Kind == kind && step.ExpiresAt > clock.GetUtcNow() ? step : null;

    /// <summary>Keeps what the server has to remember between the two halves of a passkey's ceremony.</summary>
    public void KeepCeremony(HttpContext http, string state) =>
        Write(http, CeremonyName, _ceremonies, new Ceremony(state, clock.GetUtcNow() + CeremonyLife));

    /// <summary>Takes it out again.</summary>
    public string? TakeCeremony(HttpContext http)
    {
        var ceremony = Read<Ceremony>(http, CeremonyName, _ceremonies);
        http.Response.Cookies.Delete(CeremonyName, Options());
        return ceremony is not null && ceremony.ExpiresAt > clock.GetUtcNow() ? ceremony.State : null;
    }

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(StepName, Options());

    private void Write<T>(HttpContext http, string name, IDataProtector protector, T value) =>
        http.Response.Cookies.Append(name, protector.Protect(JsonSerializer.Serialize(value)), Options());

    private static T? Read<T>(HttpContext http, string name, IDataProtector protector) where T : class
    {
        if (http.Request.Cookies[name] is not { Length: > 0 } kept)
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(protector.Unprotect(kept));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Not ours, or protected by a key that is gone: the same as none.
            return null;
        }
    }

    private CookieOptions Options() => new() { HttpOnly = true, Secure = site.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    private sealed record Ceremony(string State, DateTimeOffset ExpiresAt);
}
