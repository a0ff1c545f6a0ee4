using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Grains.Tests.Newsletters.Archive;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Two in three", "two in three")]
    [InlineData("Pwllheli’s crew DON'T", "pwllhelis crew dont")]
    [InlineData("Tŷ Ddewi, Smörgåsbord, Łódź, Straße, œuvre", "ty ddewi smorgasbord lodz strasse oeuvre")]
    [InlineData("540–544 (about 15%)", "540 544 about 15")]
    [InlineData("e-learning_2", "e learning 2")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("港湾 ПОРТ", "港湾 порт")]
    [InlineData("…!?", "")]
    public void Letters_and_digits_are_compared_without_case_accents_and_apostrophes(string text, string folded) =>
        Assert.Equal(folded, string.Join(' ', Words.In(text).Select(word => word.Folded)));

    [Fact]
    public void A_word_is_found_where_it_stands_in_the_text_as_it_was_written()
    {
        const string Text = "At Tŷ Ddewi’s quay 🚢 and Cafe\u0301";
        Assert.Equal(["At", "Tŷ", "Ddewi’s", "quay", "and", "Cafe\u0301"], Words.In(Text).Select(word => Text.Substring(word.Start, word.Length)));
    }
}
