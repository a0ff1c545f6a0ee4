using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Mail;

namespace PortSafe.Domain.Tests.Mail;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("a@b.example", "a@b.example")]
    [InlineData("First.Last+port@Mail.PORT.example", "First.Last+port@mail.port.example")]
    [InlineData("o'neil/ops=1@port.example", "o'neil/ops=1@port.example")]
    [InlineData("crew@bücher.example", "crew@xn--bcher-kva.example")]
    [InlineData("δοκιμή@port.example", "δοκιμή@port.example")]
    public void An_address_has_one_spelling(string text, string canonical) => Assert.Equal(canonical, EmailAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("@b.example")]
    [InlineData("a@localhost")]
    [InlineData("a@b..example")]
    [InlineData("a@.example")]
    [InlineData("a@b.example.")]
    [InlineData("a@-b.example")]
    [InlineData("a@10.0.0.1")]
    [InlineData("a@[10.0.0.1]")]
    [InlineData("a b@c.example")]
    [InlineData("\"a b\"@c.example")]
    [InlineData(".a@b.example")]
    [InlineData("a.@b.example")]
    [InlineData("a..b@c.example")]
    [InlineData("a@b@c.example")]
    [InlineData("<a@b.example>")]
    [InlineData("a@b.example\r\nRCPT TO:<x@y.example>")]
    [InlineData("a\r\n@b.example")]
    [InlineData("a@b.exa\0mple")]
    [InlineData("a\u202e@b.example")]
    [InlineData("a@b_c.example")]
    public void What_is_no_address_is_refused(string text) => Assert.False(EmailAddress.TryParse(text, null, out _));

    [Fact]
    public void Length_counts_in_octets()
    {
        Assert.True(EmailAddress.TryParse($"{new string('a', 64)}@b.example", null, out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 65)}@b.example", null, out _));
        Assert.False(EmailAddress.TryParse($"{new string('δ', 33)}@b.example", null, out _));
        Assert.False(EmailAddress.TryParse($"a@{string.Join('.', Enumerable.Repeat(new string('b', 62), 4))}.example", null, out _));
    }

    [Fact]
    public void Parsing_is_total_and_what_it_takes_it_takes_again_unchanged() =>
        Prop.ForAll<string?, string?>((local, domain) =>
            !EmailAddress.TryParse($"{local}@{domain}.example", null, out var address) || EmailAddress.Parse(address.ToString()) == address)
            .QuickCheckThrowOnFailure();
}
