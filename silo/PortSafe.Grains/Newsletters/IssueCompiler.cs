using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Figures;
using PortSafe.Grains.Releases;

namespace PortSafe.Grains.Newsletters;

/// <summary>Reads an issue's text and gives its tokens their figures.</summary>
public sealed class IssueCompiler(FrozenReleases releases, SectorCharts charts, IssueImages images, PublicSite site)
{
    /// <summary>The longest subject, in UTF-16 units.</summary>
    public const int LongestSubject = 200;

    /// <returns>
    /// The issue; or <c>issue-subject</c>, <c>issue-too-long</c>, <c>issue-too-deep</c>, <c>issue-text</c> with the line and column of
    /// each thing that is wrong, or <c>release-not-frozen</c>.
    /// </returns>
    public async Task<Result<CompiledIssue>> CompileAsync(IssueKey key, string subject, string body, CancellationToken ct)
    {
        if (FaultOf(subject) is { } fault)
            return fault;
        if (!IssueBody.Parse(body).Succeeded(out var parsed, out var error))
            return error;
        if (!(await ResolveAsync(key, parsed, ct)).Succeeded(out var problems, out error))
            return error;
        return problems.Count == 0 ? new CompiledIssue(key, subject, parsed, site) : IssueBody.ToError(problems);
    }

    /// <summary>Gives a text's tokens their figures, and each picture what is known of it. An issue outside the quarters has no release, so it quotes none.</summary>
    /// <returns>What stands in the way, by place; or <c>release-not-frozen</c>.</returns>
    internal async Task<Result<IReadOnlyList<BodyProblem>>> ResolveAsync(IssueKey key, IssueBody body, CancellationToken ct)
    {
        var missing = await images.ResolveAsync(body, ct);
        if (key.Quarter is not { } quarter)
            return FigureResolver.Tokens(body).Select(token => new BodyProblem(token.At, "An issue outside the quarters has no release to quote. Take the token out.")).Concat(missing).ToList();
        if (!(await FiguresAsync(quarter, ct)).Succeeded(out var figures, out var error))
            return error;
        return new Result<IReadOnlyList<BodyProblem>>([.. await new FigureResolver(figures, charts).ResolveAsync(body, ct), .. missing], null);
    }

    /// <summary>The figures that an issue of the quarter may quote, or <c>release-not-frozen</c>.</summary>
    internal async Task<Result<ReleaseFigures>> FiguresAsync(Quarter quarter, CancellationToken ct)
    {
        var history = await releases.AllAsync(ct);
        return history.FirstOrDefault(release => release.Quarter == quarter) is { } own
            ? new ReleaseFigures(own, history, (await releases.WithdrawnAsync(ct)).Where(release => !release.Id.IsRevision).Select(release => release.Id.Last))
            : Error.Conflict("release-not-frozen", $"The release of {quarter} is not frozen, and a newsletter is made from a frozen release. Freeze the release first.");
    }

    /// <summary>What is wrong with a subject; null when nothing is.</summary>
    internal static Error? FaultOf(string subject) =>
        string.IsNullOrWhiteSpace(subject) || subject.Length > LongestSubject || subject.Any(char.IsControl)
            ? Error.Invalid("issue-subject", $"Enter a subject of 1 to {LongestSubject} characters on one line.", "subject")
            : null;
}
