using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The keys that protect cookies and forms, in the database: every node reads what another wrote, and a restart signs nobody out.
/// </summary>
/// <param name="certificates">Of this node; without one, keys are written as they are.</param>
public sealed class ProtectionKeys(IDbContextFactory<PortSafeDb> contexts, ProtectionCertificates certificates) : IXmlRepository
{
    /// <summary>What to do when this node cannot read the keys of the others.</summary>
    public const string Unreadable =
        "the keys that protect cookies are encrypted for a certificate that this node does not have; set Accounts:KeyCertificate or Accounts:OldKeyCertificates as on the other nodes";

    private const string Encrypted = "encryptedSecret";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.ProtectionKeys.AsNoTracking().OrderBy(row => row.Id).Select(row => row.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The other nodes encrypt their keys, and this one would write a plain one.</exception>
    public void StoreElement(XElement element, string friendlyName)
    {
        if (certificates.All.Count == 0 && GetAllElements().Any(IsEncrypted))
            throw new InvalidOperationException($"No key is written: {Unreadable}.");
        using var db = contexts.CreateDbContext();
        db.ProtectionKeys.Add(new ProtectionKeyRow { Id = Guid.CreateVersion7(), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }

    /// <summary>Whether this node can read every key that is in use.</summary>
    public static bool AreReadable(IKeyManager keys, DateTimeOffset now)
    {
        try
        {
            return keys.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now).All(key => key.CreateEncryptor() is not null);
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsEncrypted(XElement key) => key.Descendants().Any(element => element.Name.LocalName == Encrypted);
}
