using FsCheck;
using FsCheck.Fluent;
using PortSafe.Grains.Newsletters.Editing;

namespace PortSafe.Grains.Tests.Newsletters.Editing;

public sealed class TextDifferenceTests
{
    private static readonly Gen<string> Words = Gen.Elements("port", "line", "line’s", " ", "  ", ",", "é", "e\u0301", "😀", "😁", "\ud83d", "{{stat:reports}}", "\t").ListOf().Select(string.Concat);

    private static readonly Gen<string> Texts = Words.ListOf().Select(lines => string.Join('\n', lines));

    [Fact]
    public void A_difference_applied_to_the_old_text_gives_the_new_one()
    {
        Prop.ForAll((from before in Texts from after in Texts select (before, after)).ToArbitrary(), pair =>
        {
            var difference = TextDifference.Of(pair.before, pair.after);
            Assert.Equal(pair.before, difference.Before);
            Assert.Equal(pair.after, difference.After);
            Assert.Equal(pair.before == pair.after, difference.IsEmpty);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void A_text_that_was_edited_here_and_there_is_told_by_what_was_edited()
    {
        var edits = from lines in Words.ListOf(20) from at in Gen.Choose(0, 19) from word in Gen.Elements("new", "", "wholly other words") select (lines, at, word);
        Prop.ForAll(edits.ToArbitrary(), edit =>
        {
            var after = edit.lines.ToList();
            after[edit.at] = edit.word;
            var difference = TextDifference.Of(string.Join('\n', edit.lines), string.Join('\n', after));
            Assert.Equal(string.Join('\n', after), difference.After);
            Assert.InRange(difference.Lines.Count(line => line.Kind != ChangeKind.Same), 0, 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Lines_are_numbered_as_each_text_has_them()
    {
        Prop.ForAll((from before in Texts from after in Texts select (before, after)).ToArbitrary(), pair =>
        {
            var lines = TextDifference.Of(pair.before, pair.after).Lines;
            Assert.Equal(Enumerable.Range(1, pair.before.Split('\n').Length), lines.Where(line => line.Before is not null).Select(line => line.Before!.Value));
            Assert.Equal(Enumerable.Range(1, pair.after.Split('\n').Length), lines.Where(line => line.After is not null).Select(line => line.After!.Value));
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Words_are_marked_in_a_line_that_was_written_anew()
    {
        var line = Assert.Single(TextDifference.Of("In Wales 44% of staff were briefed.", "In Wales 52% of all staff were briefed.").Lines);
        Assert.Equal(ChangeKind.Changed, line.Kind);
        Assert.Equal(
            [(ChangeKind.Same, "In Wales "), (ChangeKind.Removed, "44"), (ChangeKind.Added, "52"), (ChangeKind.Same, "% of"), (ChangeKind.Added, " all"), (ChangeKind.Same, " staff were briefed.")],
            line.Parts.Select(part => (part.Kind, part.Text)));
    }

    [Fact]
    public void Lines_that_have_little_in_common_are_told_one_after_the_other()
    {
        var lines = TextDifference.Of("# Heading\nOne thing happened.\nThe end", "# Heading\nQuite another matter\nThe end").Lines;
        Assert.Equal([ChangeKind.Same, ChangeKind.Removed, ChangeKind.Added, ChangeKind.Same], lines.Select(line => line.Kind));
    }

    [Theory]
    [InlineData("a\n", "b\n", 50_000)]
    [InlineData("one two three ", "four five ", 9_000)]
    [InlineData("a\nb\n", "b\na\n", 25_000)]
    public void Texts_of_the_greatest_length_that_differ_in_everything_are_still_told(string before, string after, int times)
    {
        var (old, young) = (string.Concat(Enumerable.Repeat(before, times)), string.Concat(Enumerable.Repeat(after, times)));
        var difference = TextDifference.Of(old, young);
        Assert.Equal((old, young), (difference.Before, difference.After));
    }

    [Fact]
    public void Longer_texts_are_compared_by_whole_lines()
    {
        var rest = new string('x', TextDifference.LongestForWords);
        var lines = TextDifference.Of($"a line of words\n{rest}", $"a line of other words\n{rest}").Lines;
        Assert.Equal([ChangeKind.Removed, ChangeKind.Added, ChangeKind.Same], lines.Select(line => line.Kind));
    }
}
