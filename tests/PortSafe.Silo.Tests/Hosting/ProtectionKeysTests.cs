using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.Tests.Hosting.Web;
using PortSafe.Testing.Databases;

namespace PortSafe.Silo.Tests.Hosting;

[Collection(WebServerCollection.Name)]
public sealed class ProtectionKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-certificates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, BothDatabases]
    public async Task What_one_node_protects_another_reads(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var first = await WebServer.StartAsync(database);
        await using var second = await WebServer.StartAsync(database);

        Assert.Equal("said", Unprotect(second, Protect(first)));
        Assert.False(Directory.Exists(Path.Combine(database.Directory, "keys")));
    }

    [Fact]
    public async Task A_form_that_one_node_showed_is_taken_by_another()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var first = await WebServer.StartAsync(database);
        await using var second = await WebServer.StartAsync(database);
        var shown = first.Services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(new DefaultHttpContext { RequestServices = first.Services });

        var sent = new DefaultHttpContext { RequestServices = second.Services };
        sent.Request.Method = HttpMethods.Post;
        sent.Request.Headers.Cookie = $"portsafe-form={shown.CookieToken}";
        sent.Request.Headers["RequestVerificationToken"] = shown.RequestToken;

        Assert.True(await second.Services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(sent));
    }

    [Fact]
    public async Task With_a_certificate_the_database_holds_no_plain_key_and_an_old_one_still_reads()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var (old, current) = (Certificate("old", "secret"), Certificate("new", null));
        string message;
        await using (var first = await WebServer.StartAsync(database, ("Accounts__KeyCertificate", old), ("Accounts__KeyCertificatePassword", "secret")))
            message = Protect(first);
        var rows = await database.RowsAsync("protection_keys");
        await using var later = await WebServer.StartAsync(
            database, ("Accounts__KeyCertificate", current), ("Accounts__OldKeyCertificates__0__File", old), ("Accounts__OldKeyCertificates__0__Password", "secret"));

        Assert.All(rows, row => Assert.Contains("EncryptedKey", row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("<masterKey", row, StringComparison.Ordinal));
        Assert.Equal("said", Unprotect(later, message));
    }

    [Fact]
    public async Task A_node_without_the_certificate_is_not_ready_and_writes_no_plain_key()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var first = await WebServer.StartAsync(database, ("Accounts__KeyCertificate", Certificate("one", null))))
            Protect(first);
        var before = await database.RowsAsync("protection_keys");

        await using var second = await WebServer.StartAsync(database);
        using var answer = await second.GetAsync("/health/ready");

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal($"not ready: {ProtectionKeys.Unreadable}", await answer.Content.ReadAsStringAsync());
        Assert.Equal(before, await database.RowsAsync("protection_keys"));
    }

    private static string Protect(WebServer server) => Protector(server).Protect("said");

    private static string Unprotect(WebServer server, string message) => Protector(server).Unprotect(message);

    private static IDataProtector Protector(WebServer server) => server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    /// <param name="password">Makes it a PFX file; without one it is a PEM file.</param>
    private string Certificate(string name, string? password)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(_folder.FullName, password is null ? $"{name}.pem" : $"{name}.pfx");
        if (password is null)
            File.WriteAllText(file, certificate.ExportCertificatePem() + Environment.NewLine + key.ExportPkcs8PrivateKeyPem());
        else
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password));
        return file;
    }
}
