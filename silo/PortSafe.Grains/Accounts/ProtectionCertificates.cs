using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// Certificates that encrypt the keys of cookies and forms: settings <c>KeyCertificate</c>, <c>KeyCertificatePassword</c> and
/// <c>OldKeyCertificates</c> of the section <c>Accounts</c>, each old one with a <c>File</c> and a <c>Password</c>.
/// </summary>
public sealed class ProtectionCertificates
{
    private const string Setting = $"{AccountOptions.Section}:KeyCertificate";
    private const string OldSetting = $"{AccountOptions.Section}:OldKeyCertificates";
    private const int MaxOld = 20;

    private ProtectionCertificates(X509Certificate2? current, IEnumerable<X509Certificate2> old) =>
        (Current, All) = (current, current is null ? [.. old] : [current, .. old]);

    /// <summary>Encrypts keys that are made from now on; null when they are kept as they are.</summary>
    public X509Certificate2? Current { get; }

    /// <summary>Each can read what was encrypted for it.</summary>
    public IReadOnlyList<X509Certificate2> All { get; }

    /// <exception cref="OptionsValidationException">A file is missing, or is not an RSA certificate with its private key.</exception>
    public static ProtectionCertificates From(IConfiguration configuration)
    {
        var old = configuration.GetSection(OldSetting).GetChildren().ToList();
        if (old.Count > MaxOld)
            throw Fault(OldSetting, $"holds at most {MaxOld} certificates");
        return new ProtectionCertificates(
            configuration[Setting] is { Length: > 0 } file ? Read(Setting, file, configuration[$"{Setting}Password"]) : null,
            old.Select(section => Read(section.Path, section["File"] ?? "", section["Password"])));
    }

    private static X509Certificate2 Read(string setting, string file, string? password)
    {
        if (!File.Exists(file))
            throw Fault(setting, "must name a file that exists and that this process may read");
        try
        {
            var certificate = Load(file, password);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw Fault(setting, "must be an RSA certificate together with its private key");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Fault(setting, "must be a PFX or PEM file with a certificate and its private key, opened by the password given");
        }
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        if (X509Certificate2.GetCertContentType(file) == X509ContentType.Pkcs12)
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        return string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
    }

    private static OptionsValidationException Fault(string setting, string what) => new(setting, typeof(ProtectionCertificates), [$"{setting} {what}."]);
}
