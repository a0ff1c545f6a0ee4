using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PortSafe.Testing.Databases;

namespace PortSafe.Data.Tests.Schema;

/// <summary>Reads what a real database's tables are like from its catalogue. The job scheduler's own tables are left out.</summary>
internal static class Catalogue
{
    private const string SqliteTables = "m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND lower(m.name) NOT LIKE 'qrtz\\_%' ESCAPE '\\'";
    private const string PostgresTables = "t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace AND lower(t.relname) NOT LIKE 'qrtz\\_%'";

    private const string SqliteColumns = $"SELECT m.name, c.name, c.type, c.\"notnull\" FROM sqlite_master m, pragma_table_info(m.name) c WHERE {SqliteTables}";

    private const string PostgresColumns = $"""
        SELECT t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 1::bigint ELSE 0 END
        FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid WHERE {PostgresTables} AND a.attnum > 0 AND NOT a.attisdropped
        """;

    private const string SqlitePrimaryKeys = $"""
        SELECT name, group_concat(key, ', ') FROM (
          SELECT m.name, c.name AS key FROM sqlite_master m, pragma_table_info(m.name) c WHERE {SqliteTables} AND c.pk > 0 ORDER BY m.name, c.pk)
        GROUP BY name
        """;

    private const string PostgresPrimaryKeys = $"SELECT t.relname::text, {PostgresKey} FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE {PostgresTables} AND i.indisprimary";

    private const string SqliteIndexes = $"""
        SELECT name, group_concat(key, ', '), "unique", partial FROM (
          SELECT m.name, i.name AS "index", c.name AS key, i."unique", i.partial
          FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c WHERE {SqliteTables} AND i.origin <> 'pk' ORDER BY i.name, c.seqno)
        GROUP BY name, "index"
        """;

    private const string PostgresIndexes = $"""
        SELECT t.relname::text, {PostgresKey}, i.indisunique::int::bigint, (i.indpred IS NOT NULL)::int::bigint
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE {PostgresTables} AND NOT i.indisprimary
        """;

    private const string SqliteForeignKeys = $"""
        SELECT name, group_concat("from", ', '), "table", group_concat("to", ', '), lower(on_delete) FROM (
          SELECT m.name, f.id, f."from", f."table", f."to", f.on_delete
          FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE {SqliteTables} ORDER BY m.name, f.id, f.seq)
        GROUP BY name, id
        """;

    private const string PostgresForeignKeys = $"""
        SELECT t.relname::text, {PostgresOwnColumns}, p.relname::text, {PostgresPrincipalColumns},
          CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END
        FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE {PostgresTables} AND k.contype = 'f'
        """;

    private const string PostgresKey = """
        (SELECT string_agg(a.attname, ', ' ORDER BY position) FROM unnest(i.indkey) WITH ORDINALITY AS key(number, position)
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = key.number)
        """;

    private const string PostgresOwnColumns = """
        (SELECT string_agg(a.attname, ', ' ORDER BY position) FROM unnest(k.conkey) WITH ORDINALITY AS key(number, position)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number)
        """;

    private const string PostgresPrincipalColumns = """
        (SELECT string_agg(a.attname, ', ' ORDER BY position) FROM unnest(k.confkey) WITH ORDINALITY AS key(number, position)
          JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number)
        """;

    /// <summary>The lines of <see cref="TableShape"/> for the database as it stands.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(TestDatabase database)
    {
        var postgres = database.Location.IsPostgres;
        await using var db = database.CreateContext();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        List<string> lines =
        [
            .. await QueryAsync(connection, postgres ? PostgresColumns : SqliteColumns,
                row => TableShape.Column(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3) == 0)),
            .. await QueryAsync(connection, postgres ? PostgresPrimaryKeys : SqlitePrimaryKeys,
                row => TableShape.PrimaryKey(row.GetString(0), [row.GetString(1)])),
            .. await QueryAsync(connection, postgres ? PostgresIndexes : SqliteIndexes,
                row => TableShape.Index(row.GetString(0), [row.GetString(1)], row.GetInt64(2) == 1, row.GetInt64(3) == 1)),
            .. await QueryAsync(connection, postgres ? PostgresForeignKeys : SqliteForeignKeys,
                row => TableShape.ForeignKey(row.GetString(0), [row.GetString(1)], row.GetString(2), [row.GetString(3)], row.GetString(4))),
        ];
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>Tables of a SQLite database in which a column takes values of any type.</summary>
    public static async Task<IReadOnlyList<string>> LooseTablesAsync(TestDatabase database)
    {
        await using var db = database.CreateContext();
        await db.Database.OpenConnectionAsync();
        return await QueryAsync(
            db.Database.GetDbConnection(),
            $"SELECT m.name FROM sqlite_master m JOIN pragma_table_list l ON l.name = m.name WHERE {SqliteTables} AND l.strict = 0",
            row => row.GetString(0));
    }

    private static async Task<IReadOnlyList<string>> QueryAsync(DbConnection connection, string sql, Func<DbDataReader, string> line)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync())
            lines.Add(line(reader));
        return lines;
    }
}
