using PortSafe.Grains.Newsletters.Tokens;

namespace PortSafe.Grains.Newsletters.Checks;

/// <summary>One thing that the checklist says of an issue: what stands in the way of a review, or what its writer should look at.</summary>
/// <param name="Code">Which rule it is of; one of <see cref="CheckCodes"/>.</param>
/// <param name="IsBlocking">Whether the issue cannot be submitted while it holds. A finding whose reason is given is not blocking.</param>
/// <param name="At">The place in the Markdown; null for the issue as a whole and its subject.</param>
/// <param name="Message">What is wrong and what to do, in a sentence or two.</param>
/// <param name="Sentence">The words that it is about, on one line; null for a finding that is not about words.</param>
/// <param name="ReasonKey">The key under which a reason may be given, which makes it pass; null where none helps.</param>
/// <param name="Reason">The reason that was given, for the approver to judge; null while there is none.</param>
public sealed record CheckFinding(
    string Code,
    bool IsBlocking,
    TextPosition? At,
    string Message,
    string? Sentence = null,
    string? ReasonKey = null,
    string? Reason = null)
{
    /// <summary>“Line 3, column 5: …”, or the message alone.</summary>
    public override string ToString() => At is { } at ? $"Line {at.Line}, column {at.Column}: {Message}" : Message;
}

/// <summary>The stable names of the checklist's rules.</summary>
public static class CheckCodes
{
    /// <summary>Markup, a link's address or a token that cannot be used. Blocking, as are all up to <see cref="ReadingAge"/>.</summary>
    public const string Text = "text";

    public const string NoSubject = "no-subject";

    public const string TelephoneNumber = "telephone-number";

    public const string TypedFigure = "typed-figure";

    public const string NoAltText = "no-alt-text";

    public const string BrokenLink = "broken-link";

    public const string EmptySection = "empty-section";

    /// <summary>A warning, as are those after it.</summary>
    public const string ReadingAge = "reading-age";

    public const string LongSubject = "long-subject";

    public const string LoudSubject = "loud-subject";

    public const string LargeMail = "large-mail";

    public const string LinkText = "link-text";
}
