using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PortSafe.Data;

/// <summary>Tells apart the database errors that a caller can do something about.</summary>
public static class DatabaseErrors
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>Two rows would have had the same key: somebody else was first.</summary>
    public static bool IsDuplicateKey(Exception exception) => Find(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        _ => false,
    };

    /// <summary>The database gave up on this transaction in favour of another; the same work may succeed when done again.</summary>
    public static bool IsLostRace(Exception exception) => IsDuplicateKey(exception) || exception is DbUpdateConcurrencyException ||
        (Find(exception) is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected });

    /// <summary>The database itself said no, or could not be reached, however the exception is wrapped.</summary>
    public static bool IsFault(Exception exception) => Find(exception) is not null;

    private static DbException? Find(Exception? exception)
    {
        while (exception is not null and not DbException)
            exception = exception.InnerException;
        return exception as DbException;
    }
}
