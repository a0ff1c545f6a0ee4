using System.Text;
using PortSafe.Domain.Toolkit;

namespace PortSafe.Grains.Mail.Layout;

/// <summary>The same message for readers without HTML: lines of 72 characters, LF at the end of each.</summary>
public static class EmailText
{
    public const int Width = 72;

    private static readonly string Line = new('-', Width);

    /// <summary>The whole text part.</summary>
    public static string Document(EmailPage page)
    {
        var text = new StringBuilder();
        text.Append(Wrap(string.Join(" · ", ["PortSafe", .. page.Heading]))).Append(Line).Append("\n\n");
        text.Append(page.BodyText.TrimEnd('\n')).Append("\n\n").Append(Line).Append('\n');
        text.Append(Wrap($"Seen something wrong? Call {ReportingLine.Operator} on {ReportingLine.Telephone.Replace(' ', '\u00a0')} or report online: {ReportingLine.OnlineForm}")).Append('\n');
        text.Append(Wrap($"It is 100% anonymous. In an emergency call {ReportingLine.Emergency}.")).Append(Line).Append('\n');
        text.Append(Wrap($"{page.Reason} We do not track opens or clicks."));
        foreach (var link in page.Links.Where(link => EmailHtml.IsSafe(link.Address)))
            text.Append('\n').Append(Wrap($"{link.Label}: {link.Address}").TrimEnd('\n'));
        return text.Append('\n').Replace('\u00a0', ' ').ToString();
    }

    /// <summary>A heading with a line under it.</summary>
    public static string Heading(string text, char under)
    {
        var wrapped = Wrap(text);
        return wrapped + new string(under, wrapped.TrimEnd('\n').Split('\n').Max(line => line.Length)) + "\n";
    }

    /// <summary>Breaks text at spaces; its own line breaks stay, and a longer word stands whole on a line of its own.</summary>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="rest">What every other line begins with.</param>
    public static string Wrap(string text, string first = "", string rest = "")
    {
        var wrapped = new StringBuilder();
        var indent = first;
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder(indent);
            var empty = true;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!empty && line.Length + 1 + word.Length > Width)
                {
                    wrapped.Append(line).Append('\n');
                    line.Clear().Append(rest);
                    empty = true;
                }
                line.Append(empty ? "" : " ").Append(word);
                empty = false;
            }
            wrapped.Append(line.ToString().TrimEnd()).Append('\n');
            indent = rest;
        }
        return wrapped.ToString();
    }
}
