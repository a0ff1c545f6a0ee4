using System.Text;
using PortSafe.Domain.Toolkit;

namespace PortSafe.Domain.Tests.Toolkit;

public sealed class TelephoneNumbersTests
{
    private const string Line = "08001412927";

    private static readonly string[][] Groupings =
    [
        ["0800", "141", "2927"], ["08001412927"], ["0800", "1412927"], ["08", "00", "14", "12", "927"], ["+44", "800", "141", "2927"], ["+44", "(0)800", "141", "2927"],
        ["0044", "800", "141", "2927"], ["00", "44", "800", "141", "2927"], ["44", "800", "141", "2927"], ["(0800)", "141", "2927"], ["800", "141", "2927"], ["+44", "0800", "141", "2927"],
    ];

    private static readonly string[] Separators =
        [" ", "-", ".", "\u00A0", "\u2009", "\u202F", "\u3000", "–", "—", "\u2011", "\u2212", " - ", "/", "·", "  ", "\u200B", "\u2060 ", "\n", "_", "\t"];

    private static readonly Func<string, string>[] Scripts =
    [
        text => text, text => Shift(text, 0xFF10), text => Shift(text, 0x0660), text => Shift(text, 0x0966), text => Shift(text, 0x1D7CE), text => Shift(text, 0x1D7F6), text => text.Replace("0800", "O8OO", StringComparison.Ordinal),
    ];

    private static readonly string[] Sentences = ["{0}", "Call {0} now.", "Call ({0}), free.", "In 2026 call: {0}.", "Our line is {0}; 24 hours a day.", "tel:{0}", "“{0}”"];

    [Fact]
    public void A_number_is_found_however_it_is_written()
    {
        var spellings = Groupings.SelectMany(groups => Separators.SelectMany(separator => Scripts.Select(script => script(string.Join(separator, groups))))).Distinct().ToList();
        Assert.InRange(spellings.Count, 1_000, int.MaxValue);
        foreach (var spelling in spellings)
        {
            foreach (var sentence in Sentences)
            {
                var text = sentence.Replace("{0}", spelling, StringComparison.Ordinal);
                var found = TelephoneNumbers.Find(text);
                Assert.True(found is [{ Number: Line }], $"“{text}” gave {string.Join(", ", found.Select(number => number.Number))}");
            }
            Assert.True(TelephoneNumbers.Normalise(spelling) == Line, $"“{spelling}” is {TelephoneNumbers.Normalise(spelling)}");
        }
    }

    [Fact]
    public void What_is_found_is_where_the_number_stands()
    {
        const string Text = "Call Crimestoppers on 0800 555 111, or +33 1 23 45 67 89.";
        Assert.Equal(["0800 555 111", "+33 1 23 45 67 89"], TelephoneNumbers.Find(Text).Select(number => Text.Substring(number.Start, number.Length)));
        Assert.Equal(["0800555111", "+33123456789"], TelephoneNumbers.Find(Text).Select(number => number.Number));
    }

    [Theory]
    [InlineData("0800 141 2927 0800 555 111", "08001412927", "0800555111")]
    [InlineData("0800 141 2927, 0800 011 3304", "08001412927", "08000113304")]
    [InlineData("Call 0800 141 2927. 999 is for emergencies.", "08001412927")]
    [InlineData("On 9 October 2026 0800 141 2927 rang.", "08001412927")]
    [InlineData("From 18:00 0800 141 2927 is busy.", "08001412927")]
    [InlineData("0800 141 2927 24 hours", "08001412927")]
    [InlineData("0800 141 29271", "080014129271")]
    [InlineData("Childline is 0800 1111.", "08001111")]
    [InlineData("Call 101", "101")]
    [InlineData("Dial 111 or 999 now", "111", "999")]
    [InlineData("phone: 555 111", "555111")]
    [InlineData("ring 020 7946 0000", "02079460000")]
    [InlineData("20 7946 0000", "02079460000")]
    [InlineData("0845 46 47", "08454647")]
    public void Numbers_are_told_from_what_stands_beside_them(string text, params string[] numbers) =>
        Assert.Equal(numbers, TelephoneNumbers.Find(text).Select(number => number.Number));

    [Theory]
    [InlineData("9 October 2026")]
    [InlineData("01/07/2026 to 30/09/2026")]
    [InlineData("01.07.2026 02.08.2026")]
    [InlineData("2026-07-01 2026-09-30")]
    [InlineData("01/07/26")]
    [InlineData("2025-26, 2026–27 and 2024/25")]
    [InlineData("2023 2024 2025 2026")]
    [InlineData("2026Q3, 2026Q4 and 2027Q1")]
    [InlineData("09:00 to 17:30, 09.30–10.30")]
    [InlineData("12% 13% 14% 15% 16%")]
    [InlineData("1,234,567,890 tonnes")]
    [InlineData("12.5 and 13.5")]
    [InlineData("1 2 3 4 5 6 7 8 9")]
    [InlineData("£1 000 000 000")]
    [InlineData("Company 01234567")]
    [InlineData("101 ports, of which 12 are large")]
    [InlineData("540 to 544 reports")]
    [InlineData("desk2026101112@jmsc.example")]
    [InlineData("https://example.org/2026101112")]
    [InlineData("ooooooooooo")]
    [InlineData("")]
    public void What_else_is_made_of_digits_is_no_telephone_number(string text) => Assert.Empty(TelephoneNumbers.Find(text));

    [Theory]
    [InlineData("999", "999")]
    [InlineData("116 123", "116123")]
    [InlineData("+448001412927", Line)]
    [InlineData("+33 1 23 45 67 89", "+33123456789")]
    [InlineData("call 999", null)]
    [InlineData("0800 141 2927 (free)", null)]
    [InlineData("12", null)]
    [InlineData("", null)]
    public void A_number_has_one_spelling(string text, string? number) => Assert.Equal(number, TelephoneNumbers.Normalise(text));

    [Theory]
    [InlineData("o")]
    [InlineData("1 ")]
    [InlineData("0")]
    [InlineData("a.")]
    [InlineData("(")]
    [InlineData("+")]
    [InlineData("1.")]
    public void The_longest_text_is_looked_through_at_once(string part) =>
        Assert.NotNull(TelephoneNumbers.Find(string.Concat(Enumerable.Repeat(part, 100_000 / part.Length))));

    private static string Shift(string text, int zero) => string.Concat(text.Select(character => char.IsAsciiDigit(character) ? new Rune(zero + character - '0').ToString() : character.ToString()));
}
