using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Grains.Tests.Newsletters.Archive;

public sealed class WordIndexTests
{
    private static readonly SearchDocument[] Documents =
    [
        new(["Drills at night", "Heysham held a drill on the quay.", "It was dark, and the line of lamps was out."]),
        new(["Who knows the line", "Two in three staff know the line.", "Port Talbot and Château-Gontier joined in the second week of the month, when the tide was low, the nights were long and the office in the old custom house was open late for all who came to ask about the scheme."]),
        new(["A quiet quarter", "Nothing was said of lamps. The end of one passage is know", "the line is the beginning of the next."]),
    ];

    [Theory]
    [InlineData("line", "1 0 2")]
    [InlineData("LINE know", "1 2")]
    [InlineData("kno", "1 2")]
    [InlineData("kno line", "")]
    [InlineData("\"know the line\"", "1")]
    [InlineData("\"the line\" lamps", "0 2")]
    [InlineData("chateau-gontier", "1")]
    [InlineData("château", "1")]
    [InlineData("gontier-chateau", "")]
    [InlineData("felixstowe", "")]
    public void Every_word_has_to_stand_in_a_text_and_one_in_its_title_counts_most(string query, string found) =>
        Assert.Equal(found, string.Join(' ', Find(query).Select(match => match.Document)));

    [Fact]
    public void A_line_of_the_text_shows_the_words_as_they_were_written()
    {
        var match = Assert.Single(Find("gontier custom"));
        Assert.Equal(
            "Port Talbot and Château-[Gontier] joined in the second week of the month, when the tide was low, the nights were long and the office in the old [custom] house was open late for all who came to ask about…",
            Marked(Excerpt.Of(Documents[match.Document], match)));
    }

    [Fact]
    public void A_line_begins_shortly_before_the_first_word_that_was_found()
    {
        var match = Assert.Single(Find("office"));
        var line = Marked(Excerpt.Of(Documents[match.Document], match));
        Assert.StartsWith("…", line, StringComparison.Ordinal);
        Assert.Contains("and the [office] in the old", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_was_found_by_its_title_alone_shows_how_it_begins()
    {
        var match = Assert.Single(Find("drills"));
        Assert.Equal("[Drills] at night", Marked(Excerpt.Whole(Documents[0].Passages[0], match)));
        Assert.Equal("It was dark, and the line of lamps was out.", Marked(Excerpt.Of(Documents[0], match)));
    }

    [Fact]
    public void Nothing_is_found_where_there_is_nothing() => Assert.Empty(new WordIndex([]).Find(ArchiveQuery.Parse("line").Value!.Terms));

    private static IReadOnlyList<WordMatch> Find(string query) => new WordIndex(Documents).Find(ArchiveQuery.Parse(query).Value!.Terms);

    private static string Marked(IReadOnlyList<TextPart> parts) => string.Concat(parts.Select(part => part.IsMatch ? $"[{part.Text}]" : part.Text));
}
