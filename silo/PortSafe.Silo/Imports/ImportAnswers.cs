using PortSafe.Data.Reports;
using PortSafe.Grains.Imports;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Imports;

/// <summary>What became of a file, in words and as JSON.</summary>
internal static class ImportAnswers
{
    public static int Of(VerbAnswer answer, ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Imported done => answer.Done(
            TextOf(done), new { done.Rows, done.Total, AlreadyImported = false }),
        ImportOutcome.AlreadyImported before => answer.Done(
            $"This file was already imported on {before.When:d MMMM yyyy}: {before.Rows:N0} rows. Nothing has changed.",
            new { before.Rows, before.Total, AlreadyImported = true }),
        ImportOutcome.Refused refused => answer.Refuse(TextOf(refused), new { refused.Errors }),
        ImportOutcome.NeedsConfirmation asks => answer.Refuse(TextOf(asks.Change), new { NeedsConfirmation = true, asks.Change }),
        ImportOutcome.Forbidden forbidden => answer.Refuse(forbidden.Error),
        _ => throw new InvalidOperationException($"An import ended as {outcome.GetType().Name}, which has no words."),
    };

    private static string TextOf(ImportOutcome.Imported done)
    {
        var reports = done.Total == done.Rows ? "" : $", {done.Total:N0} reports";
        var known = done.AlreadyRecorded == 0 ? "" : $" {done.AlreadyRecorded:N0} of them say what was recorded before.";
        return $"Imported {done.Rows:N0} rows{reports}.{known}";
    }

    private static string TextOf(ImportOutcome.Refused refused)
    {
        var end = refused.MayBeMore ? "There may be more. Correct these, and import the file again." : "Correct this, and import the file again.";
        return string.Join(Environment.NewLine, ["The file was refused, and nothing has changed.", .. refused.Errors.Select(TextOf), end]);
    }

    private static string TextOf(ImportError error)
    {
        var line = error.Line == 0 ? "" : $"line {error.Line}, ";
        var column = error.Column is null ? "" : $"{error.Column}: ";
        return error.Value is null ? $"  {line}{column}expected {error.Expected}" : $"  {line}{column}“{error.Value}” is not {error.Expected}";
    }

    private static string TextOf(StatementChange change)
    {
        var lines = new List<string>();
        if (change.Revised.Count > 0)
            lines.Add($"It changes {(change.Revised.Count == 1 ? "a month" : $"{change.Revised.Count} months")} that this source stated before:");
        lines.AddRange(change.Revised.Select(month =>
            $"  {month.Month.Title}: {(month.PortsChanged == 1 ? "1 port differs" : $"{month.PortsChanged:N0} ports differ")}, as revision {month.Revision}"));
        if (change.OverlapWith.Count > 0)
            lines.Add($"This source is new and sources are added up, so it must not count what {string.Join(", ", change.OverlapWith)} counts.");
        lines.Add("Nothing has changed yet. To take it in, run this again with --yes.");
        return string.Join(Environment.NewLine, lines);
    }
}
