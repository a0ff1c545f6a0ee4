using System.Text;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Tokens;
using PortSafe.Grains.Toolkit;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>The checklist that an issue passes before it is reviewed.</summary>
public sealed class IssueChecks(IDbContextFactory<PortSafeDb> contexts, IssueCompiler compiler, IssueArchive archive, ContactEntries contacts, PublicSite site)
{
    /// <summary>The oldest reader to write for, in years.</summary>
    public const int OldestReader = 12;

    /// <summary>The most HTML that a mail should have, in bytes: Gmail shows no more than 102 KB of it.</summary>
    public const int LargestMail = 100 * 1024;

    /// <summary>Checks a text, whatever is wrong with it.</summary>
    /// <param name="reasons">Why figures are typed, by <see cref="CheckFinding.ReasonKey"/>.</param>
    /// <returns>What was found: the blocking findings first, each in the order of the text.</returns>
    public async Task<IReadOnlyList<CheckFinding>> CheckAsync(IssueKey key, string subject, string body, IReadOnlyDictionary<string, string> reasons, CancellationToken ct)
    {
        var findings = SubjectCheck.Check(subject).ToList();
        if (!IssueBody.Read(body, out var problems).Succeeded(out var parsed, out var error))
            return [.. findings, new CheckFinding(CheckCodes.Text, true, null, error.Message)];
        problems = await ProblemsAsync(key, parsed, problems, ct);
        findings.AddRange(problems.Select(problem => new CheckFinding(CheckCodes.Text, true, problem.At == default ? null : problem.At, problem.Message)));

        var (passages, lines) = (PassageReader.Read(parsed.Document), new SourceLines(body));
        var telephones = new TelephoneCheck(await contacts.TelephonesAsync(ct));
        var published = (await archive.ListAsync(ct)).Select(issue => issue.Key.ToString()).Append(key.ToString()).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(telephones.Check(subject, passages, lines));
        findings.AddRange(new TypedFigureCheck(new FigureNames(await PortNamesAsync(ct)), telephones, reasons).Check(subject, passages, lines));
        findings.AddRange(StructureCheck.Pictures(parsed.Document, lines));
        findings.AddRange(new LinkCheck(site, published.Contains, HeadingAnchors.All(parsed.Document)).Check(passages, lines));
        findings.AddRange(StructureCheck.EmptySections(parsed.Document, lines));
        findings.AddRange(ReadingAgeOf(passages));
        if (problems.Count == 0)
            findings.AddRange(await SizeAsync(key, subject, body, ct));
        return InOrder(findings);
    }

    /// <summary>Blocking findings first, and each kind in the order of the text; what is of the whole comes before what has a place.</summary>
    private static List<CheckFinding> InOrder(IEnumerable<CheckFinding> findings) =>
        [.. findings.Distinct().OrderByDescending(finding => finding.IsBlocking).ThenBy(finding => finding.At?.Line ?? 0).ThenBy(finding => finding.At?.Column ?? 0)];

    /// <summary>All that the markup and the tokens have wrong; of one token once.</summary>
    private async Task<IReadOnlyList<BodyProblem>> ProblemsAsync(IssueKey key, IssueBody body, IReadOnlyList<BodyProblem> problems, CancellationToken ct)
    {
        if (!(await compiler.ResolveAsync(key, body, ct)).Succeeded(out var more, out var error))
            return [.. problems, new BodyProblem(default, error.Message)];
        var known = problems.Select(problem => problem.At).ToHashSet();
        return [.. problems, .. more.Where(problem => !known.Contains(problem.At))];
    }

    private static IEnumerable<CheckFinding> ReadingAgeOf(IReadOnlyList<Passage> passages)
    {
        var sentences = passages
            .Where(passage => passage.Kind is PassageKind.Paragraph or PassageKind.ListItem)
            .SelectMany(passage => Sentences.In(passage.Text).Select(part => passage.Text.Substring(part.Start, part.Length)));
        if (ReadingAge.Of(sentences) is > OldestReader and var age)
            yield return new CheckFinding(CheckCodes.ReadingAge, false, null, $"The text reads at an age of {age:0.#} (Flesch–Kincaid), and {OldestReader} or less is best. Shorten the longest sentences, and take shorter words.");
    }

    private async Task<IEnumerable<CheckFinding>> SizeAsync(IssueKey key, string subject, string body, CancellationToken ct)
    {
        var compiled = await compiler.CompileAsync(key, IssueCompiler.FaultOf(subject) is null ? subject : "Subject", body, ct);
        var size = compiled.Value is { } issue ? Encoding.UTF8.GetByteCount(EmailLayout.Html(issue.Email())) : 0;
        return size <= LargestMail ? [] :
            [new CheckFinding(CheckCodes.LargeMail, false, null, $"The mail has {size / 1024:N0} KB of HTML, and Gmail cuts what is over {LargestMail / 1024}. Take out a table, or shorten the text.")];
    }

    private async Task<List<string>> PortNamesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PortStatus.AsNoTracking().Select(row => row.Name).ToListAsync(ct);
    }
}
