using System.Globalization;
using System.Text;
using PortSafe.Domain.Mail;

namespace PortSafe.Domain.Schemes;

/// <summary>What an applicant may answer. Each check gives the answer as it is kept, or what is wrong with it.</summary>
public static class ApplicationRules
{
    public const int MaxName = 100;
    public const int MaxPortName = 100;
    public const int MaxTelephone = 30;

    /// <summary>In characters: the evidence, a question, an answer, a reason.</summary>
    public const int MaxWords = 500;

    private const int LeastDigits = 7;
    private const int MostDigits = 15;

    public static Result<string> Name(string? text) => Line(text, MaxName, "name", "your full name");

    public static Result<string> PortName(string? text) => Line(text, MaxPortName, "port-name", "the name of your port or port facility");

    public static Result<EmailAddress> Email(string? text) =>
        EmailAddress.TryParse(text?.Trim(), null, out var address) ? address : Error.Invalid("email-invalid", "Enter an email address, such as name@example.org.", "email");

    /// <returns>Empty where none is given; or <c>telephone-invalid</c>.</returns>
    public static Result<string> Telephone(string? text)
    {
        var number = text?.Trim() ?? "";
        var digits = number.Count(char.IsAsciiDigit);
        var isNumber = number.Length <= MaxTelephone && digits is >= LeastDigits and <= MostDigits && number.All(character => char.IsAsciiDigit(character) || " +()-.".Contains(character));
        return number.Length == 0 || isNumber ? number : Error.Invalid("telephone-invalid", "Enter a telephone number, such as 01394 604 500 or +44 7700 900 982.", "telephone");
    }

    public static Result<CompanyNumber> Company(string? text) => CompanyNumber.TryRead(text, out var number)
        ? number
        : Error.Invalid("company-number-invalid", "Enter a company number of 8 characters, such as 01234567 or SC123456.", "company-number");

    /// <summary>Words on several lines, which are kept as they are written but for line breaks.</summary>
    /// <param name="what">What they are, as in “Enter …”.</param>
    public static Result<string> Words(string? text, string field, string what)
    {
        var words = (text ?? "").ReplaceLineEndings("\n").Trim();
        if (words.Length == 0)
            return Error.Invalid("words-missing", $"Enter {what}.", field);
        if (words.Length > MaxWords)
            return Error.Invalid("words-too-long", $"Enter {what} in {MaxWords} characters or fewer. It has {words.Length:N0}.", field);
        return words.EnumerateRunes().Any(rune => rune.Value != '\n' && IsUnprintable(rune))
            ? Error.Invalid("words-unprintable", $"Enter {what} without control characters.", field)
            : words;
    }

    private static Result<string> Line(string? text, int most, string field, string what)
    {
        var line = text?.Trim() ?? "";
        if (line.Length == 0)
            return Error.Invalid($"{field}-missing", $"Enter {what}.", field);
        if (line.Length > most)
            return Error.Invalid($"{field}-too-long", $"Enter {what} in {most} characters or fewer.", field);
        return line.EnumerateRunes().Any(IsUnprintable) ? Error.Invalid($"{field}-unprintable", $"Enter {what} without control characters.", field) : line;
    }

    private static bool IsUnprintable(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
