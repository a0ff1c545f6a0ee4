using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Grains.Tests.Newsletters.Archive;

public sealed class ArchiveQueryTests
{
    [Theory]
    [InlineData("briefed staff", "briefed | staff*")]
    [InlineData(" Briefed  ", "briefed*")]
    [InlineData("a", "a")]
    [InlineData("\"know the line\" wales", "know the line | wales*")]
    [InlineData("“know the line”", "know the line")]
    [InlineData("wales \"know the", "wales | know the")]
    [InlineData("e-learning course", "e learning | course*")]
    [InlineData("\"\" 540–544", "540 544*")]
    public void Words_are_looked_for_alone_and_quotes_together_and_the_last_word_may_go_on(string text, string terms)
    {
        var query = ArchiveQuery.Parse(text).Value!;
        Assert.Equal(terms, string.Join(" | ", query.Terms.Select(term => string.Join(' ', term.Words) + (term.IsPrefix ? "*" : ""))));
    }

    [Theory]
    [InlineData("", "search-empty")]
    [InlineData(" \"…\" !", "search-empty")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11", "search-too-many")]
    public void A_query_without_words_or_with_too_many_says_what_to_type(string text, string code) =>
        Assert.Equal((code, "q"), (ArchiveQuery.Parse(text).Error!.Code, ArchiveQuery.Parse(text).Error!.Field));

    [Fact]
    public void A_query_has_a_longest_length()
    {
        Assert.Null(ArchiveQuery.Parse(new string('a', ArchiveQuery.MaxLength)).Error);
        Assert.Equal("search-too-long", ArchiveQuery.Parse(new string('a', ArchiveQuery.MaxLength + 1)).Error?.Code);
    }
}
