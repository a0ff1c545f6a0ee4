using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PortSafe.Grains.Mail.Layout;

/// <summary>Walks a template's syntax tree, twice: once for each part of the message. What a template may not hold is not skipped but refused.</summary>
internal sealed class MailTemplateWriter(MailTemplateValues values)
{
    public string Html(MarkdownDocument document) => string.Concat(document.Select(Html));

    public string Text(MarkdownDocument document) => string.Join('\n', document.Select(Text));

    private string Html(Block block) => block switch
    {
        HeadingBlock { Level: 1 } heading => EmailHtml.Title(Html(heading.Inline)),
        HeadingBlock { Level: 2 } heading => EmailHtml.Section(Html(heading.Inline)),
        ParagraphBlock paragraph when Action(paragraph) is { } link => EmailHtml.Action(values.FillAddress(link.Url ?? ""), Html(link)),
        ParagraphBlock paragraph => EmailHtml.Paragraph(Html(paragraph.Inline)),
        QuoteBlock quote => EmailHtml.Quote([.. Paragraphs(quote).Select(paragraph => Html(paragraph.Inline))]),
        ListBlock list => EmailHtml.List(list.IsOrdered, Items(list).Select(item => Html(item.Inline))),
        _ => throw Unknown(block),
    };

    private string Text(Block block) => block switch
    {
        HeadingBlock { Level: 1 } heading => EmailText.Heading(Text(heading.Inline), '='),
        HeadingBlock { Level: 2 } heading => EmailText.Heading(Text(heading.Inline), '-'),
        ParagraphBlock paragraph when Action(paragraph) is { } link => $"{Text((ContainerInline)link)}:\n{values.FillAddress(link.Url ?? "")}\n",
        ParagraphBlock paragraph => EmailText.Wrap(Text(paragraph.Inline)),
        QuoteBlock quote => string.Join(">\n", Paragraphs(quote).Select(paragraph => EmailText.Wrap(Text(paragraph.Inline), "> ", "> "))),
        ListBlock list => string.Concat(Items(list).Select((item, index) => Item(list.IsOrdered ? $"{index + 1}. " : "- ", Text(item.Inline)))),
        _ => throw Unknown(block),
    };

    private static string Item(string mark, string text) => EmailText.Wrap(text, mark, new string(' ', mark.Length));

    private string Html(ContainerInline? container) => string.Concat(container?.Select(Html) ?? []);

    private string Text(ContainerInline? container) => string.Concat(container?.Select(Text) ?? []);

    private string Html(Inline inline) => inline switch
    {
        LiteralInline literal => EmailHtml.Encode(values.Fill(literal.Content.ToString())).Replace("&#xA;", "<br>\n", StringComparison.Ordinal),
        LineBreakInline lineBreak => lineBreak.IsHard ? "<br>\n" : "\n",
        LinkInline { IsImage: false } link => EmailHtml.Link(values.FillAddress(link.Url ?? ""), Html((ContainerInline)link)),
        EmphasisInline { DelimiterCount: 2 } strong => $"<strong>{Html((ContainerInline)strong)}</strong>",
        _ => throw Unknown(inline),
    };

    private string Text(Inline inline) => inline switch
    {
        LiteralInline literal => values.Fill(literal.Content.ToString()),
        LineBreakInline lineBreak => lineBreak.IsHard ? "\n" : " ",
        LinkInline { IsImage: false } link => Linked(Text((ContainerInline)link), values.FillAddress(link.Url ?? "")),
        EmphasisInline { DelimiterCount: 2 } strong => Text((ContainerInline)strong),
        _ => throw Unknown(inline),
    };

    private static string Linked(string label, string address) => label == address ? address : $"{label} ({address})";

    private static LinkInline? Action(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: LinkInline { IsImage: false, NextSibling: null } link } ? link : null;

    private static IEnumerable<ParagraphBlock> Items(ListBlock list) =>
        list.Cast<ListItemBlock>().Select(item => item is [ParagraphBlock only] ? only : throw Unknown(item));

    private static IEnumerable<ParagraphBlock> Paragraphs(QuoteBlock quote) => quote.Select(block => block as ParagraphBlock ?? throw Unknown(block));

    private static InvalidOperationException Unknown(MarkdownObject found) =>
        new($"Line {found.Line + 1} of a mail template holds a {found.GetType().Name}, which templates do not have.");
}
