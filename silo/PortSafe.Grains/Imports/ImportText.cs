using System.Globalization;

namespace PortSafe.Grains.Imports;

/// <summary>How values are written in imported files.</summary>
internal static class ImportText
{
    public const string ExpectedPort = "the LOCODE of a port in the register";

    /// <summary>Digits alone; null when the text is no such number or exceeds the limit.</summary>
    public static int? WholeNumber(ReadOnlySpan<byte> text, int max)
    {
        if (text.Length is 0 or > 9)
            return null;
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return null;
            number = (number * 10) + digit - '0';
        }
        return number <= max ? number : null;
    }

    /// <summary>A day such as 2026-09-30.</summary>
    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A decimal number with a point and no exponent, such as -2.1.</summary>
    public static double? Decimal(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Lower-case words joined by hyphens, at most 40 characters: what stands for a reason, because it cannot hold a person's words.</summary>
    public static bool IsCode(string text) =>
        text is { Length: > 0 and <= 40 } && text.Split('-').All(word => word.Length > 0 && word.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)));
}
