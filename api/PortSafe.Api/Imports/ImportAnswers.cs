using Microsoft.AspNetCore.Http;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Imports;

namespace PortSafe.Api.Imports;

/// <summary>What was taken in.</summary>
/// <param name="Rows">Data rows of the file.</param>
/// <param name="Reports">The reports that they add up to; only of a statement, and only for those who may read exact counts.</param>
/// <param name="AlreadyRecorded">Rows that say what was recorded before; only for those who may read every port.</param>
/// <param name="AlreadyImported">Whether the same bytes were taken in before, so that nothing has changed.</param>
internal sealed record ImportAnswer(int Rows, long? Reports, int? AlreadyRecorded, bool AlreadyImported);

/// <summary>A file that was refused whole.</summary>
/// <param name="Errors">The first 100 things that are wrong with it, by line.</param>
/// <param name="MayBeMore">Whether the list stops at its limit.</param>
internal sealed record RefusedFile(string Title, int Status, string Detail, string Code, IReadOnlyList<ImportError> Errors, bool MayBeMore)
    : ApiProblem(Title, Status, Detail, Code);

/// <summary>A statement that changes what is in force, or begins a further source. Send it again with <c>confirm=true</c> once a person has agreed.</summary>
/// <param name="Change">What it would do.</param>
internal sealed record UnconfirmedChange(string Title, int Status, string Detail, string Code, ChangeAnswer Change)
    : ApiProblem(Title, Status, Detail, Code);

/// <summary>What a statement would do to the ledger.</summary>
/// <param name="Stated">Months of which the source had said nothing before.</param>
/// <param name="Revised">Months of which it now says something else; only for those who may read exact counts.</param>
/// <param name="Unchanged">Months of which it says the same; only for those who may read exact counts.</param>
/// <param name="Restated">For everyone else: months of which it had said something before, the same or not.</param>
/// <param name="OverlapWith">Where the source is new: the others, which it must not count again.</param>
internal sealed record ChangeAnswer(
    IReadOnlyList<Month> Stated, IReadOnlyList<RevisionAnswer> Revised, IReadOnlyList<Month> Unchanged, IReadOnlyList<Month> Restated, IReadOnlyList<string> OverlapWith)
{
    public static ChangeAnswer Of(StatementChange change) => new(
        change.Stated, [.. change.Revised.Select(month => new RevisionAnswer(month.Month, month.Revision, month.PortsChanged))], change.Unchanged, change.Restated, change.OverlapWith);
}

/// <summary>A month that is stated again.</summary>
/// <param name="Revision">The number that it would have, from 2 on.</param>
/// <param name="PortsChanged">Ports of which it says something else.</param>
internal sealed record RevisionAnswer(Month Month, int Revision, int PortsChanged);

/// <summary>What became of a file, as an answer.</summary>
internal static class ImportAnswers
{
    private const string Source = "source";

    public static IResult Of(ImportKind kind, ImportOutcome outcome, Actor by) => outcome switch
    {
        ImportOutcome.Imported done => TypedResults.Created((string?)null, new ImportAnswer(
            done.Rows,
            kind == ImportKind.Reports && by.May(Permission.ReadRawCounts) ? done.Total : null,
            kind != ImportKind.Reports && by.May(Permission.ReadAnyPort) ? done.AlreadyRecorded : null,
            AlreadyImported: false)),
        ImportOutcome.AlreadyImported before => TypedResults.Ok(new ImportAnswer(
            before.Rows, kind == ImportKind.Reports && by.May(Permission.ReadRawCounts) ? before.Total : null, null, AlreadyImported: true)),
        ImportOutcome.Refused { Errors: [{ Line: 0, Column: Source } error] } => ApiErrors.Of(Error.Invalid("source-invalid", $"Give {error.Expected}.", Source)),
        ImportOutcome.Refused refused => Of(refused),
        ImportOutcome.NeedsConfirmation asks => Of(asks.Change),
        ImportOutcome.Forbidden forbidden => ApiErrors.Of(forbidden.Error),
        _ => throw new InvalidOperationException($"An import ended as {outcome.GetType().Name}, which has no answer."),
    };

    private static IResult Of(ImportOutcome.Refused refused) => ApiErrors.Of(
        StatusCodes.Status422UnprocessableEntity,
        "The file was refused, and nothing has changed.",
        "file-refused",
        "Correct what is listed, and send the whole file again.",
        null,
        new KeyValuePair<string, object?>("errors", refused.Errors),
        new KeyValuePair<string, object?>("mayBeMore", refused.MayBeMore));

    private static IResult Of(StatementChange change) => ApiErrors.Of(
        StatusCodes.Status409Conflict,
        "A person has to confirm this first; nothing has changed.",
        "confirmation-needed",
        change.OverlapWith.Count > 0
            ? "This source is new and sources are added up, so it must not count what the others count. To take it in, send the file again with confirm=true."
            : "The file states months that were stated before. To take it in, send the file again with confirm=true.",
        null,
        new KeyValuePair<string, object?>("change", ChangeAnswer.Of(change)));
}
