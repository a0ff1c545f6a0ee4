using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PortSafe.Data;
using PortSafe.Data.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>How releases are signed; read from the configuration's section <c>Releases</c>.</summary>
public sealed class ReleaseOptions
{
    public const string Section = "Releases";

    /// <summary>
    /// A PEM file with an RSA private key of 2,048 bits or more, the same on every node. Without one, a node makes a key of its own
    /// in its data folder when it first freezes a release.
    /// </summary>
    public string? SigningKey { get; set; }
}

/// <summary>
/// Signs what is frozen: RSA PKCS #1 v1.5 with SHA-256 (RFC 8017), which gives the same signature for the same release and key every time.
/// </summary>
public sealed class ReleaseSigner(IOptions<ReleaseOptions> options, DatabaseLocation location)
{
    private const string FileName = "release-signing-key.pem";
    private const int KeyBits = 3072;
    private const int LeastKeyBits = 2048;

    private readonly Lock _making = new();

    /// <summary>The public key of this node, as SubjectPublicKeyInfo in base64; null while it has none.</summary>
    /// <exception cref="InvalidOperationException">The configured file is not there, or holds no RSA private key.</exception>
    public string? PublicKey()
    {
        if (!File.Exists(KeyFile) && options.Value.SigningKey is null)
            return null;
        using var key = Read();
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The signature of a release as it stands in the row, and the public key to check it with; both in base64.</summary>
    /// <exception cref="InvalidOperationException">The configured file is not there, or holds no RSA private key.</exception>
    internal (string Signature, string Key) Sign(ReleaseRow release)
    {
        using var key = ReadOrMake();
        var signature = key.SignData(Statement(release), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return (Convert.ToBase64String(signature), Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Whether the row's signature is the one of its key and of what the row says.</summary>
    internal static bool IsGood(ReleaseRow release)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(release.SigningKey!), out _);
            return key.VerifyData(Statement(release), Convert.FromBase64String(release.Signature!), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>What is signed, as one JSON array: the cells through their hash, and who did what. Times are in microseconds since 1970.</summary>
    private static byte[] Statement(ReleaseRow release) => JsonSerializer.SerializeToUtf8Bytes<object?[]>(
    [
        "portsafe-release-signature", release.Id.ToString(), release.Plan, release.Withheld, release.Hash, release.AuditedCells,
        release.SubmittedBy, release.ApprovedBy, release.FrozenBy, release.FrozenAt is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : null,
    ]);

    private string KeyFile => options.Value.SigningKey ?? Path.Combine(location.Directory, FileName);

    private RSA ReadOrMake()
    {
        lock (_making)
        {
            if (options.Value.SigningKey is null && !File.Exists(KeyFile))
                Make();
            return Read();
        }
    }

    /// <summary>Written under another name first, so that a key that is there is a whole one; of two processes, one's stays.</summary>
    private void Make()
    {
        PrivateFolder.Create(location.Directory);
        var draft = $"{KeyFile}.{Guid.NewGuid():N}";
        using (var key = RSA.Create(KeyBits))
        {
            var access = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(draft, access);
            file.Write(key.ExportPkcs8PrivateKeyPem());
        }
        try
        {
            File.Move(draft, KeyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(KeyFile))
        {
            File.Delete(draft);
        }
    }

    private RSA Read()
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(KeyFile));
            key.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new InvalidOperationException($"Releases cannot be signed: {KeyFile} is not a readable PEM file with an RSA private key.", exception);
        }
        if (key.KeySize >= LeastKeyBits)
            return key;
        key.Dispose();
        throw new InvalidOperationException($"Releases cannot be signed: the key in {KeyFile} has fewer than {LeastKeyBits:N0} bits.");
    }
}
