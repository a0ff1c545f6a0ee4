using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using PortSafe.Domain;
using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Body;

/// <summary>Something in an issue's text that has to be put right before it can be shown or sent.</summary>
/// <param name="Message">One sentence that says what is wrong and what is known instead.</param>
public sealed record BodyProblem(TextPosition At, string Message)
{
    public override string ToString() => $"Line {At.Line}, column {At.Column}: {Message}";
}

/// <summary>The Markdown of an issue, parsed once for all its renderers. Raw HTML is text here, and nothing else is let through unseen.</summary>
internal sealed class IssueBody
{
    /// <summary>The longest body, in UTF-16 units.</summary>
    public const int Longest = 100_000;

    private const int MostProblemsShown = 10;

    private static readonly MarkdownPipeline WithFigures = Pipeline().Use<FigureTokens>().Build();
    private static readonly MarkdownPipeline WithoutFigures = Pipeline().Build();

    private IssueBody(MarkdownDocument document) => Document = document;

    public MarkdownDocument Document { get; }

    /// <summary>Parses an issue's body.</summary>
    /// <returns>The body with its tokens yet to be resolved; or <c>issue-text</c>, which names each problem by line and column.</returns>
    public static Result<IssueBody> Parse(string markdown) => Parse(markdown, WithFigures);

    /// <summary>Parses Markdown in which double braces mean nothing, such as that of a transactional message.</summary>
    /// <inheritdoc cref="Parse(string)"/>
    public static Result<IssueBody> ParsePlain(string markdown) => Parse(markdown, WithoutFigures);

    /// <summary>Parses an issue's body whatever rules it breaks.</summary>
    /// <param name="problems">What is wrong, by place.</param>
    /// <returns>The body, which no renderer takes while it has problems; or <c>issue-too-long</c> or <c>issue-too-deep</c>.</returns>
    public static Result<IssueBody> Read(string markdown, out IReadOnlyList<BodyProblem> problems) => Read(markdown, WithFigures, out problems);

    /// <summary>The problems as one error, the first ones in full.</summary>
    public static Error ToError(IReadOnlyList<BodyProblem> problems)
    {
        var shown = problems.OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column).Take(MostProblemsShown).ToList();
        var rest = problems.Count - shown.Count;
        return Error.Invalid("issue-text", string.Join("\n", shown) + (rest > 0 ? $"\nThere are {rest} more." : ""), "body");
    }

    private static Result<IssueBody> Parse(string markdown, MarkdownPipeline pipeline) =>
        !Read(markdown, pipeline, out var problems).Succeeded(out var body, out var error) ? error : problems.Count == 0 ? body : ToError(problems);

    private static Result<IssueBody> Read(string markdown, MarkdownPipeline pipeline, out IReadOnlyList<BodyProblem> problems)
    {
        problems = [];
        if (markdown.Length > Longest)
            return Error.Invalid("issue-too-long", $"The text has {markdown.Length:N0} characters. Shorten it to {Longest:N0} or fewer.", "body");
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, pipeline);
        }
        catch (ArgumentException)
        {
            // The one thing that Markdig refuses: lists or quotations over a hundred deep.
            return Error.Invalid("issue-too-deep", "The text nests lists or quotations too deeply. Use fewer levels.", "body");
        }
        problems = [.. BodyRules.Check(document)];
        return new IssueBody(document);
    }

    private static MarkdownPipelineBuilder Pipeline() => new MarkdownPipelineBuilder()
        .UsePipeTables(new PipeTableOptions { RequireHeaderSeparator = true, UseHeaderForColumnCount = true })
        .UsePreciseSourceLocation()
        .DisableHtml();
}
