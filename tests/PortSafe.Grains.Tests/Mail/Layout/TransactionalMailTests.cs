using PortSafe.Domain;
using PortSafe.Domain.Mail;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Layout;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Mail.Layout;

public sealed class TransactionalMailTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    private static readonly MailTemplate Invitation = new(
        "{port-name} can now join PortSafe",
        "Accept within 14 days to become its scheme lead.",
        """
        # {port-name} can now join PortSafe

        The Joint Maritime Security Centre has approved your application of **{applied-on}**. Accept the invitation to become
        the scheme's lead.

        [Accept the invitation]({link})

        ## What happens then

        - We send you the Information Guide and the Digital Asset Pack.
        - You display the reporting line and hold a launch briefing.
        - You record both on [your port's page]({page}).

        Their note to you:

        > {note}

        The invitation ends on {ends-on}. If you did not expect it, you can ignore it: nothing happens unless you accept.
        """,
        "You have this message because you applied for {port-name} to join PortSafe.");

    private static readonly Dictionary<string, string> Values = new()
    {
        ["port-name"] = "Seaham",
        ["applied-on"] = "2 October 2026",
        ["link"] = "https://portsafe.example/invitations/Zm9yLWFuLWV4YW1wbGUtdG9rZW4tb2YtdGhlLWxpbms",
        ["page"] = "https://portsafe.example/ports/GBSEA",
        ["note"] = "Welcome aboard.\nPlease name a deputy soon.",
        ["ends-on"] = "23 October 2026",
    };

    [Fact]
    public void An_invitation_is_as_it_was_when_last_looked_at()
    {
        var mail = Write(Values);
        Assert.Equal("Seaham can now join PortSafe", mail.Subject);
        Assert.Equal(GoldenFile.Read("invitation.html", mail.Html), mail.Html);
        Assert.Equal(GoldenFile.Read("invitation.txt", mail.Text), mail.Text);
    }

    [Fact]
    public void A_value_is_text_and_never_markup()
    {
        var mail = Write(new(Values) { ["port-name"] = "<script>alert(1)</script> **Sea** [ham](https://evil.example) {link} &amp;", ["note"] = "# Not a heading\n- not a list" });
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"https://evil.example", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>Sea", mail.Html, StringComparison.Ordinal);
        Assert.Contains("{link} &amp;amp;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("# Not a heading<br>\n- not a list", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/relative")]
    [InlineData("")]
    public void A_link_goes_to_a_web_mail_or_telephone_address_only(string address) => Assert.Equal("mail-link", Refusal(new(Values) { ["link"] = address }).Code);

    [Theory]
    [InlineData("port-name", "Sea\nham", "mail-line-break")]
    [InlineData("port-name", "Sea\0ham", "mail-control-character")]
    [InlineData("note", "bell \u0007", "mail-control-character")]
    public void A_value_that_could_become_a_header_is_refused(string name, string value, string code) => Assert.Equal(code, Refusal(new(Values) { [name] = value }).Code);

    [Fact]
    public void A_value_that_is_missing_or_too_long_is_refused_by_its_name()
    {
        var fewer = new Dictionary<string, string>(Values);
        fewer.Remove("ends-on");
        Assert.Equal(("mail-value-missing", "ends-on"), (Refusal(fewer).Code, Refusal(fewer).Field));
        Assert.Equal("mail-value-long", Refusal(new(Values) { ["note"] = new string('x', 2001) }).Code);
    }

    [Theory]
    [InlineData("```\ncode\n```")]
    [InlineData("> # quoted heading")]
    [InlineData("*emphasis*")]
    [InlineData("`code`")]
    [InlineData("![picture](https://portsafe.example/x.png)")]
    [InlineData("- outer\n  - inner")]
    public void A_template_with_other_markdown_is_a_fault_of_the_program(string body) =>
        Assert.Throws<InvalidOperationException>(() => TransactionalMail.Write(Invitation with { Body = body }, Values));

    [Fact]
    public async Task It_composes_and_reads_back_whole()
    {
        var mail = Write(Values);
        var content = mail.ToContent(ComposerFixture.Content.From, EmailAddress.Parse("desk@jmsc.example"), ComposerFixture.Content.Date);
        var read = await fixture.Parser.ReadAsync(await fixture.ComposeAsync(content, ComposerFixture.Reader));
        Assert.Equal(mail.Html, read.GetProperty("html").GetString());
        Assert.Equal(mail.Text, read.GetProperty("text").GetString());
        Assert.Contains(read.GetProperty("headers").EnumerateArray(), header => header.GetProperty("line").GetString() == "Auto-Submitted: auto-generated");
    }

    private static TransactionalMail Write(Dictionary<string, string> values)
    {
        Assert.True(TransactionalMail.Write(Invitation, values).Succeeded(out var mail, out _));
        return mail;
    }

    private static Error Refusal(Dictionary<string, string> values) => TransactionalMail.Write(Invitation, values).Error!;
}
