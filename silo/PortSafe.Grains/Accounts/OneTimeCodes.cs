using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;
using QRCoder;

namespace PortSafe.Grains.Accounts;

/// <summary>Codes of six digits from an authenticator app (RFC 6238). Each is accepted once.</summary>
public sealed class OneTimeCodes(UserManager<Person> accounts, PortSafeDb db, TimeProvider clock)
{
    public const int Length = 6;

    private const string Issuer = "PortSafe";
    private const int PixelsPerModule = 4;

    /// <summary>Longer than a code is good for, clocks that are wrong included.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>A new key for an app: 160 bits in base 32.</summary>
    public string NewKey() => accounts.GenerateNewAuthenticatorKey();

    /// <summary>A key in groups of four, to be typed.</summary>
    public static string Spaced(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));

    /// <summary>A key as a picture to point an app at: SVG without styles or scripts.</summary>
    public static string QrCode(string key, string email)
    {
        var label = $"{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(email)}";
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode($"otpauth://totp/{label}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits={Length}", QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(PixelsPerModule, "#0b0c0c", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    /// <summary>Accepts a code of a person's app, in the caller's open transaction. One that was accepted before is refused.</summary>
    internal async Task<bool> AcceptAsync(Person person, string? typed, CancellationToken ct)
    {
        var code = Plain(typed);
        return code.Length == Length && await accounts.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code) && await SpendAsync(person.Id, code, ct);
    }

    private async Task<bool> SpendAsync(Guid person, string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (forgotten, hash) = (now - Memory, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code))));
        await db.UsedCodes.Where(row => row.PersonId == person && row.UsedAt < forgotten).ExecuteDeleteAsync(ct);
        // The key of the table decides who was first, and a conflict must not spoil the transaction.
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO used_codes (person_id, hash, used_at) VALUES ({person}, {hash}, {now.UtcDateTime}) ON CONFLICT DO NOTHING", ct) == 1;
    }

    private static string Plain(string? typed) => string.Concat((typed ?? "").Take(Length * 4).Where(char.IsAsciiDigit));
}
