using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PortSafe.Domain;

namespace PortSafe.Data.Schema;

/// <summary>One numbered script. Its first line reads <c>-- oldest serving: N</c>.</summary>
public sealed partial record SchemaScript(int Number, string Name, int OldestServing, string Sql)
{
    /// <summary>The scripts for one of the two databases, in order.</summary>
    /// <exception cref="InvalidOperationException">A script's name or first line is not as it must be.</exception>
    public static IReadOnlyList<SchemaScript> All(bool postgres)
    {
        var prefix = $"PortSafe.Data.Schema.{(postgres ? "postgres" : "sqlite")}.";
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..]))
            .OrderBy(script => script.Number)];
    }

    private static SchemaScript Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var sql = reader.ReadToEnd();
        var (name, first) = (FileName().Match(file), FirstLine().Match(sql));
        if (!name.Success || !first.Success)
            throw new InvalidOperationException($"The schema script {file} needs a name such as 0001-name.sql and a first line “-- oldest serving: N”.");
        return new SchemaScript(int.Parse(name.Groups["number"].Value), name.Groups["name"].Value, int.Parse(first.Groups["oldest"].Value), sql);
    }

    [GeneratedRegex(@"^(?<number>\d{4})-(?<name>[a-z0-9-]+)\.sql$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^-- oldest serving: (?<oldest>\d+)\r?\n", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstLine();
}

/// <summary>Brings a database to the schema that this program knows, or says why it will not serve on it.</summary>
public sealed class SchemaUpgrade(IDbContextFactory<PortSafeDb> contexts, DatabaseLocation location, TimeProvider clock)
{
    private const long UpgradeLock = 0x506F7274_53616665;

    private readonly IReadOnlyList<SchemaScript> _scripts = SchemaScript.All(location.IsPostgres);

    /// <summary>The schema version that this program knows.</summary>
    public int Known => _scripts[^1].Number;

    /// <summary>Applies what is missing, each script in a transaction of its own.</summary>
    /// <returns>How many scripts were applied, or why the database is not one to work on.</returns>
    public async Task<Result<int>> ApplyAsync(CancellationToken ct)
    {
        if (!location.IsPostgres)
            PrivateFolder.Create(location.Directory);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!location.IsPostgres)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);

        var applied = 0;
        foreach (var script in _scripts)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (location.IsPostgres)
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({UpgradeLock})", ct);
            var current = await CurrentAsync(db, ct);
            if (current?.Number >= script.Number)
                continue;
            await ApplyAsync(db, script, ct);
            await transaction.CommitAsync(ct);
            applied++;
        }
        return await CheckAsync(db, ct) is { } error ? error : applied;
    }

    /// <summary>Whether this program may serve on the database as it stands; null when it may.</summary>
    public async Task<Error?> CheckAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await CheckAsync(db, ct);
    }

    private async Task<Error?> CheckAsync(PortSafeDb db, CancellationToken ct)
    {
        var current = await CurrentAsync(db, ct);
        if (current is null || current.Number < Known)
            return Error.Conflict("schema-stale", $"The database is at schema {current?.Number ?? 0} and this program needs {Known}. Run “portsafe migrate”.");
        if (current.OldestServing > Known)
            return Error.Conflict("schema-newer", $"The database needs a program that knows schema {current.OldestServing} or later; this one knows {Known}. Upgrade the program.");
        return null;
    }

    private async Task ApplyAsync(PortSafeDb db, SchemaScript script, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = script.Sql;
        await command.ExecuteNonQueryAsync(ct);
        db.SchemaVersions.Add(new SchemaVersionRow
        {
            Number = script.Number,
            Name = script.Name,
            OldestServing = script.OldestServing,
            AppliedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
    }

    private async Task<SchemaVersionRow?> CurrentAsync(PortSafeDb db, CancellationToken ct)
    {
        var catalogue = location.IsPostgres
            ? db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_versions'")
            : db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'");
        return await catalogue.SingleAsync(ct) == 0
            ? null
            : await db.SchemaVersions.AsNoTracking().OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
    }
}
