using Microsoft.EntityFrameworkCore;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Releases;

/// <summary>What a hash and a signature notice when the database's own guards were taken away.</summary>
public sealed class ReleaseVerificationTests
{
    private static readonly ReleaseId Id = ReleaseId.Of(Sector.Quarter);

    [Theory, BothDatabases]
    public async Task What_was_frozen_verifies(DatabaseKind kind)
    {
        await using var sector = await FrozenAsync(kind);

        var verdict = await VerifyAsync(sector);

        Assert.Empty(verdict.Faults);
        Assert.Equal(64, verdict.Key!.Length);
    }

    private static readonly (string Sql, string Fault)[] Changes =
    [
        ("UPDATE release_cells SET display = '10–14', lower = 10, upper = 14 WHERE number = 1", "The cells are not the ones that were frozen."),
        ("DELETE FROM release_cells WHERE number = 1", "The cells are not the ones that were frozen."),
        ("UPDATE release_cells SET period = '2026Q2' WHERE number = 3", "The cells are not the ones that were frozen."),
        ("UPDATE release_cells SET locode = 'nowhere' WHERE number = 1", "A cell cannot be read"),
        ("UPDATE releases SET register = replace(register, 'GBFXT', 'GBLOW')", "The cells are not the ones that were frozen."),
        ("UPDATE releases SET hash = '00'", "The signature is not the one of this release."),
        ("UPDATE releases SET approved_by = 'person:other'", "The signature is not the one of this release."),
        ("UPDATE releases SET frozen_at = '2026-01-01 00:00:00'", "The signature is not the one of this release."),
        ("UPDATE releases SET signature = 'AAAA'", "The signature is not the one of this release."),
        ("UPDATE releases SET signing_key = 'AAAA'", "The signature is not the one of this release."),
        ("UPDATE releases SET signature = NULL", "It is not signed."),
    ];

    [Theory, BothDatabases]
    public async Task A_change_past_the_guards_is_named(DatabaseKind kind)
    {
        await using var sector = await FrozenAsync(kind);
        await UnguardAsync(sector, kind);
        await sector.Database.ExecuteAsync("DELETE FROM release_audits");
        foreach (var table in new[] { "releases", "release_cells" })
            await sector.Database.ExecuteAsync($"CREATE TABLE kept_{table} AS SELECT * FROM {table}");
        foreach (var (sql, fault) in Changes)
        {
            await sector.Database.ExecuteAsync(sql);
            Assert.Contains((await VerifyAsync(sector)).Faults, found => found.StartsWith(fault, StringComparison.Ordinal));
            foreach (var undo in new[] { "DELETE FROM release_cells", "DELETE FROM releases", "INSERT INTO releases SELECT * FROM kept_releases", "INSERT INTO release_cells SELECT * FROM kept_release_cells" })
                await sector.Database.ExecuteAsync(undo);
            Assert.Empty((await VerifyAsync(sector)).Faults);
        }
    }

    [Fact]
    public async Task A_release_signed_anew_with_another_key_is_noticed_unless_that_key_is_trusted()
    {
        await using var sector = await FrozenAsync(DatabaseKind.Sqlite);
        await UnguardAsync(sector, DatabaseKind.Sqlite);
        var (own, elsewhere) = (ReleaseParts.Signer(sector.Database), Directory.CreateTempSubdirectory("portsafe-key-"));
        var other = new ReleaseSigner(Microsoft.Extensions.Options.Options.Create(new ReleaseOptions()), new Data.DatabaseLocation(elsewhere.FullName, null));
        await using (var db = sector.Database.CreateContext())
        {
            var row = await db.Releases.SingleAsync();
            var genuine = row.Signature;
            Assert.Equal(genuine, own.Sign(row).Signature);
            (row.Signature, row.SigningKey) = other.Sign(row);
            Assert.NotEqual(genuine, row.Signature);
            await db.SaveChangesAsync();
        }
        elsewhere.Delete(recursive: true);

        var verdict = await VerifyAsync(sector);

        Assert.StartsWith("It was signed with a key that this installation does not have", Assert.Single(verdict.Faults), StringComparison.Ordinal);
        Assert.Empty((await VerifyAsync(sector, verdict.Key)).Faults);
    }

    [Fact]
    public async Task Nothing_that_was_not_frozen_can_be_verified()
    {
        await using var sector = await Sector.CreateAsync(DatabaseKind.Sqlite);
        var verification = new ReleaseVerification(sector.Database.Contexts, ReleaseParts.Signer(sector.Database));

        Assert.Equal("release-not-frozen", (await verification.VerifyAsync(Id, null, default)).Error?.Code);
    }

    [Theory]
    [InlineData("this is no key")]
    [InlineData("")]
    public async Task A_key_file_that_holds_no_key_stops_the_freezing_with_its_path(string content)
    {
        await using var sector = await FrozenAsync(DatabaseKind.Sqlite);
        var file = Path.Combine(sector.Database.Location.Directory, "bad.pem");
        await File.WriteAllTextAsync(file, content);

        var problem = Assert.Throws<InvalidOperationException>(() => ReleaseParts.Signer(sector.Database, file).PublicKey());

        Assert.Contains(file, problem.Message, StringComparison.Ordinal);
    }

    private static async Task<Sector> FrozenAsync(DatabaseKind kind)
    {
        var sector = await Sector.CreateAsync(kind, isWhole: true);
        await sector.StateAsync("GBFXT", 4, 9, 2);
        await sector.FreezeAsync(Id);
        return sector;
    }

    private static async Task UnguardAsync(Sector sector, DatabaseKind kind)
    {
        foreach (var table in new[] { "releases", "release_cells", "release_audits" })
        {
            if (kind == DatabaseKind.Postgres)
            {
                await sector.Database.ExecuteAsync($"ALTER TABLE {table} DISABLE TRIGGER USER");
                continue;
            }
            foreach (var row in await sector.Database.RowsAsync($"(SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}')"))
                await sector.Database.ExecuteAsync($"DROP TRIGGER {row["name: ".Length..]}");
        }
    }

    private static async Task<ReleaseVerdict> VerifyAsync(Sector sector, string? trusted = null)
    {
        var verification = new ReleaseVerification(sector.Database.Contexts, ReleaseParts.Signer(sector.Database));
        return (await verification.VerifyAsync(Id, trusted, default)).Value!;
    }
}
