using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace PortSafe.Data.Reports;

/// <summary>Writes counts in the order of their keys, by the fastest way that each database has.</summary>
internal static class CountsWriter
{
    private const int RowsBetweenReports = 10_000;

    /// <param name="statements">By month, with ascending ids. Needs an open transaction.</param>
    public static Task WriteAsync(
        PortSafeDb db, IReadOnlyList<StatementRow> statements, ReportedCounts counts, IProgress<long>? progress, CancellationToken ct) =>
        db.Database.GetDbConnection() is NpgsqlConnection postgres
            ? CopyAsync(postgres, statements, counts, progress, ct)
            : InsertAsync(db, statements, counts, progress, ct);

    private static async Task CopyAsync(
        NpgsqlConnection connection, IReadOnlyList<StatementRow> statements, ReportedCounts counts, IProgress<long>? progress, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY report_counts (statement, port, counts) FROM STDIN (FORMAT BINARY)", ct);
        var written = 0L;
        foreach (var (statement, port, json) in Rows(statements, counts))
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(statement, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(port, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(json, NpgsqlDbType.Json, ct);
            Tell(progress, ++written);
        }
        await copy.CompleteAsync(ct);
    }

    private static async Task InsertAsync(
        PortSafeDb db, IReadOnlyList<StatementRow> statements, ReportedCounts counts, IProgress<long>? progress, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = "INSERT INTO report_counts (statement, port, counts) VALUES (@statement, @port, @counts)";
        var (statementId, locode, byCategory) = (Parameter(command, "@statement"), Parameter(command, "@port"), Parameter(command, "@counts"));
        await command.PrepareAsync(ct);
        var written = 0L;
        foreach (var (statement, port, json) in Rows(statements, counts))
        {
            (statementId.Value, locode.Value, byCategory.Value) = (statement, port, Encoding.UTF8.GetString(json.Span));
            await command.ExecuteNonQueryAsync(ct);
            Tell(progress, ++written);
        }
    }

    /// <summary>The JSON lies in a buffer that the next row overwrites.</summary>
    private static IEnumerable<(long Statement, string Port, ReadOnlyMemory<byte> Json)> Rows(IReadOnlyList<StatementRow> statements, ReportedCounts counts)
    {
        var (byCategory, json) = (new int[CountsJson.Categories], new ArrayBufferWriter<byte>(1024));
        foreach (var statement in statements)
        {
            foreach (var port in counts.PortsOf(statement.Month))
            {
                port.CopyTo(byCategory);
                json.ResetWrittenCount();
                CountsJson.Write(byCategory, json);
                yield return (statement.Id, port.Port.ToString(), json.WrittenMemory);
            }
        }
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static void Tell(IProgress<long>? progress, long written)
    {
        if (written % RowsBetweenReports == 0)
            progress?.Report(written);
    }
}
