using Microsoft.AspNetCore.Identity;
using PortSafe.Data.Accounts;
using QRCoder;

namespace PortSafe.Grains.Accounts;

/// <summary>Codes of six digits from an authenticator app (RFC 6238). Each is accepted once.</summary>
public sealed class OneTimeCodes(UserManager<Person> accounts, UsedCodes used)
{
    public const int Length = 6;

    private const string Issuer = "PortSafe";
    private const int PixelsPerModule = 4;

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
        return code.Length == Length && await accounts.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code) && await used.SpendAsync(person.Id, code, ct);
    }

    private static string Plain(string? typed) => string.Concat((typed ?? "").Take(Length * 4).Where(char.IsAsciiDigit));
}
