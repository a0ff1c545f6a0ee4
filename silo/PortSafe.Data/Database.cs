using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace PortSafe.Data;

/// <summary>Which database holds the installation, and where its other files lie.</summary>
/// <param name="Directory">The folder for the outbox, and for the SQLite file.</param>
/// <param name="PostgresConnection">An Npgsql connection string; null means SQLite in <paramref name="Directory"/>.</param>
public sealed record DatabaseLocation(string Directory, string? PostgresConnection)
{
    public bool IsPostgres => PostgresConnection is not null;

    public string SqliteFile => Path.Combine(Directory, "portsafe.db");

    /// <summary>The connection string for the database in use.</summary>
    public string ConnectionString => PostgresConnection ?? $"Data Source={SqliteFile};Foreign Keys=True;Default Timeout=30";
}

public static class DatabaseRegistration
{
    public static IServiceCollection AddPortSafeData(this IServiceCollection services, DatabaseLocation location)
    {
        services.AddSingleton(location);
        services.AddPooledDbContextFactory<PortSafeDb>(options => options.UseDatabase(location));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortSafeDb>>().CreateDbContext());
        return services;
    }

    public static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, DatabaseLocation location) =>
        location.IsPostgres
            ? options.UseNpgsql(location.ConnectionString)
            : options.UseSqlite(location.ConnectionString).AddInterceptors(SqliteSettings.Instance);

    /// <summary>Settings that SQLite keeps a connection and not in the file.</summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL;";

        public static SqliteSettings Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
