using System.Text.RegularExpressions;
using PortSafe.Domain;

namespace PortSafe.Grains.Mail.Layout;

/// <summary>Fills the names in a template's text; keeps the first thing that was wrong.</summary>
internal sealed partial class MailTemplateValues(IReadOnlyDictionary<string, string> values)
{
    private const int LongestValue = 2000;

    public Error? Error { get; private set; }

    /// <summary>Text that may have several lines, with LF between them.</summary>
    public string Fill(string text) => Name().Replace(text, match => Value(match.Groups["name"].Value));

    /// <summary>Text of one line.</summary>
    public string FillLine(string text)
    {
        var filled = Fill(text);
        if (MailText.HasControl(filled))
            Refuse(Domain.Error.Invalid("mail-line-break", "A subject must be one line of text without control characters."));
        return filled;
    }

    /// <summary>The address of a link.</summary>
    public string FillAddress(string address)
    {
        var filled = Fill(address);
        if (EmailHtml.IsSafe(filled))
            return filled;
        Refuse(Domain.Error.Invalid("mail-link", "A link in a message must be a whole http, https, mailto or tel address."));
        return "https://invalid.invalid/";
    }

    private string Value(string name)
    {
        if (!values.TryGetValue(name, out var value))
            Refuse(Domain.Error.Invalid("mail-value-missing", $"The message needs a value for “{name}”.", name));
        else if (value.Length > LongestValue)
            Refuse(Domain.Error.Invalid("mail-value-long", $"A value in a message has {LongestValue} characters at most.", name));
        else if (MailText.HasHiddenControl(value))
            Refuse(Domain.Error.Invalid("mail-control-character", "A value in a message holds a control character.", name));
        else
            return Date().IsMatch(value) ? value.Replace(' ', '\u00a0') : value.ReplaceLineEndings("\n");
        return "";
    }

    private void Refuse(Error error) => Error ??= error;

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9-]*)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    /// <summary>A date stays on one line.</summary>
    [GeneratedRegex(@"^[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Date();
}
