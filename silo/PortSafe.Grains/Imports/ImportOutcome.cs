using PortSafe.Data.Reports;
using PortSafe.Domain;

namespace PortSafe.Grains.Imports;

/// <summary>What became of a file. The set is closed; in every case but <see cref="Imported"/> nothing has changed.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <param name="Rows">Data rows of the file.</param>
    /// <param name="Total">The reports they add up to; for other kinds of file, the rows.</param>
    /// <param name="AlreadyRecorded">Rows that say what was recorded before; always 0 for reports.</param>
    public sealed record Imported(int Rows, long Total, int AlreadyRecorded) : ImportOutcome;

    /// <summary>The same bytes were taken in before.</summary>
    public sealed record AlreadyImported(int Rows, long Total, DateTimeOffset When) : ImportOutcome;

    /// <param name="Errors">1 to 100, by line.</param>
    /// <param name="MayBeMore">Whether the list stops at its limit.</param>
    public sealed record Refused(IReadOnlyList<ImportError> Errors, bool MayBeMore) : ImportOutcome;

    /// <summary>A person has to see what changes, and ask again with their confirmation.</summary>
    public sealed record NeedsConfirmation(StatementChange Change) : ImportOutcome;

    /// <summary>What a file about ports would change, for a person to see before it is taken in.</summary>
    public sealed record Previewed(ImportPreview Preview) : ImportOutcome;

    public sealed record Forbidden(Error Error) : ImportOutcome;
}

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="Line">The line of the file, from 1; 0 when the file as a whole, or the request, is at fault.</param>
/// <param name="Column">The column's name; null when the line as a whole is at fault.</param>
/// <param name="Value">What stands there, at most 40 characters of it.</param>
/// <param name="Expected">What should stand there: a noun phrase such as “a month such as 2026-09”.</param>
public sealed record ImportError(int Line, string? Column, string? Value, string Expected);
