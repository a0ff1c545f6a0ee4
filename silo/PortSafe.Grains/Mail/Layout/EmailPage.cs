namespace PortSafe.Grains.Mail.Layout;

/// <summary>What a message says, before the house layout is put around it.</summary>
public sealed record EmailPage
{
    /// <summary>The document's title: the subject.</summary>
    public required string Title { get; init; }

    /// <summary>What mail programs show after the subject in a list of messages; up to some 90 characters are seen.</summary>
    public required string Preheader { get; init; }

    /// <summary>Up to two short lines at the right of the bar, such as “Quarterly newsletter” and “July to September 2026”.</summary>
    public IReadOnlyList<string> Heading { get; init; } = [];

    /// <summary>Blocks made by <see cref="EmailHtml"/> or in its styles, already encoded.</summary>
    public required string BodyHtml { get; init; }

    /// <summary>The same as plain text, wrapped, with LF at the end of each line.</summary>
    public required string BodyText { get; init; }

    /// <summary>Why the reader has this message, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What the reader can do about it: view in a browser, choose what to get, unsubscribe.</summary>
    public IReadOnlyList<EmailLink> Links { get; init; } = [];
}

/// <param name="Label">What happens, in two to four words.</param>
/// <param name="Address">An <c>http</c>, <c>https</c>, <c>mailto</c> or <c>tel</c> address; others are not written.</param>
public sealed record EmailLink(string Label, string Address);
