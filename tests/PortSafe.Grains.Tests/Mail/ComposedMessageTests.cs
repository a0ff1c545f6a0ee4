using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Tests.Mail;

public sealed class ComposedMessageTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly MailSlot Unsubscribe = new("unsubscribe");
    private static readonly MailSlot Preferences = new("preferences");

    [Fact]
    public async Task A_token_arrives_whole_wherever_quoted_printable_breaks_the_line()
    {
        // One line for each column at which a token can start, so that a soft break falls on each of its characters.
        var lines = Enumerable.Range(0, 160).Select(column => $"{new string('=', column % 3)}{new string('x', column)}{Unsubscribe.Placeholder}é{Preferences.Placeholder}!").ToList();
        var content = ComposerFixture.Content with { Html = string.Join("\n", lines) + "\n", Text = string.Join("\n", lines) + "\n", Slots = [Unsubscribe, Preferences] };
        var recipient = ComposerFixture.Reader with { Tokens = [Token(1), Token(2)] };

        var mail = await fixture.Parser.ReadAsync(await fixture.ComposeAsync(content, recipient));
        var expected = (string.Join("\n", lines) + "\n").Replace(Unsubscribe.Placeholder, Token(1), StringComparison.Ordinal).Replace(Preferences.Placeholder, Token(2), StringComparison.Ordinal);
        Assert.Equal(expected, mail.GetProperty("text").GetString());
        Assert.Equal(expected, mail.GetProperty("html").GetString());
    }

    [Fact]
    public void Fragments_rebuild_the_token_whatever_surrounds_it_and_wherever_lines_break()
    {
        var pieces = Gen.Elements("=\r\n", "x", "=3D", Unsubscribe.Placeholder[..20], "\r\n").ListOf().Select(string.Concat);
        var breaks = Gen.Choose(0, MailSlot.TokenLength).ListOf().Select(list => list.ToHashSet());
        var samples = from before in pieces from cuts in breaks from after in pieces select (before, cuts, after);
        Prop.ForAll(samples.ToArbitrary(), sample =>
        {
            var placed = string.Concat(Unsubscribe.Placeholder.Select((character, index) => index > 0 && sample.cuts.Contains(index) ? $"=\r\n{character}" : $"{character}"));
            var bytes = Encoding.ASCII.GetBytes(sample.before + placed + sample.after);
            var fragments = new List<SlotFragment>();
            Assert.Equal(1, SlotFinder.Find(bytes, 0, Unsubscribe.Placeholder, fragments));
            foreach (var fragment in fragments)
                Encoding.ASCII.GetBytes(Token(9).AsSpan(fragment.From, fragment.Length), bytes.AsSpan(fragment.Offset));
            Assert.Equal(Unfold(sample.before + Token(9) + sample.after), Unfold(Encoding.ASCII.GetString(bytes)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Copies_made_out_one_after_another_hold_nothing_of_each_other()
    {
        var composed = await fixture.ComposeAsync(Slotted());
        var desk = composed.NewCopy();
        foreach (var number in (int[])[1, 2, 3, 1])
        {
            var recipient = new MailRecipient(Mailbox.Create(new string('N', number * 20), EmailAddress.Parse($"reader{number}@port.example")).Value!, $"key{number}", Token(number), Token(number + 10));
            Assert.Equal(composed.Personalise(recipient).Value.ToArray(), desk.MakeOut(recipient).Value.ToArray());
        }
    }

    [Fact]
    public async Task A_copy_of_the_largest_recipient_fits()
    {
        var address = $"{string.Concat(Enumerable.Repeat("δ", 32))}@{string.Join('.', Enumerable.Repeat(new string('b', 61), 2))}.example";
        var recipient = new MailRecipient(Mailbox.Create(string.Concat(Enumerable.Repeat("🚢", 50)), EmailAddress.Parse(address)).Value!, new string('k', 100));
        var mail = await fixture.Parser.ReadAsync(await fixture.ComposeAsync(ComposerFixture.Content, recipient));
        Assert.Equal(string.Concat(Enumerable.Repeat("🚢", 50)), mail.GetProperty("to")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA\r\nAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA=AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_of_another_form_is_refused(string token) =>
        Assert.Equal("mail-tokens", (await fixture.ComposeAsync(Slotted())).Personalise(ComposerFixture.Reader with { Tokens = [Token(1), token] }).Error!.Code);

    [Fact]
    public async Task Each_slot_needs_its_token_and_each_token_its_slot()
    {
        var composed = await fixture.ComposeAsync(Slotted());
        Assert.Equal("mail-tokens", composed.Personalise(ComposerFixture.Reader).Error!.Code);
        Assert.Equal("mail-tokens", composed.Personalise(ComposerFixture.Reader with { Tokens = [Token(1), Token(2), Token(3)] }).Error!.Code);
        Assert.Equal("mail-slot-unused", (await fixture.Composer.ComposeAsync(ComposerFixture.Content with { Slots = [Unsubscribe] }, default)).Error!.Code);
    }

    [Fact]
    public async Task The_message_ID_is_the_one_announced()
    {
        var composed = await fixture.ComposeAsync(ComposerFixture.Content);
        Assert.Equal("<issue-7.recipient-1@jmsc.example>", composed.MessageId(ComposerFixture.Reader));
        Assert.StartsWith("Message-ID: <issue-7.recipient-1@jmsc.example>\r\nTo: ", Encoding.ASCII.GetString(composed.Personalise(ComposerFixture.Reader).Value.Span), StringComparison.Ordinal);
    }

    private static MailContent Slotted() => ComposerFixture.Content with
    {
        Text = $"{Unsubscribe.Placeholder}\n{Preferences.Placeholder}\n",
        Headers = [new("List-Unsubscribe", $"<https://portsafe.example/u/{Unsubscribe.Placeholder}>")],
        Slots = [Unsubscribe, Preferences],
    };

    private static string Token(int number) => MailSlot.Token(Enumerable.Repeat((byte)(number * 17), 32).ToArray());

    private static string Unfold(string text) => text.Replace("=\r\n", "", StringComparison.Ordinal);
}
