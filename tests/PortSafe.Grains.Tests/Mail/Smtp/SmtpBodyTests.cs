using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Tests.Mail.Smtp;

public sealed class SmtpBodyTests
{
    private static readonly Gen<string> Messages = Gen.Elements("\r\n", ".", "..", "a", "text", "\r\n.\r\n").ListOf().Select(string.Concat);

    [Theory]
    [InlineData("", "\r\n.\r\n")]
    [InlineData(".", "..\r\n.\r\n")]
    [InlineData("a\r\n.b\r\n", "a\r\n..b\r\n.\r\n")]
    [InlineData("a\r\n.\r\n.\r\n", "a\r\n..\r\n..\r\n.\r\n")]
    public void Dots_are_doubled_and_the_end_is_marked(string message, string wire) => Assert.Equal(wire, Wire(message));

    [Fact]
    public void A_server_that_undoubles_dots_reads_the_message_and_nothing_more() =>
        Prop.ForAll(Messages.ToArbitrary(), message =>
        {
            var lines = Wire(message).Split("\r\n");
            Assert.Equal((".", ""), (lines[^2], lines[^1]));
            Assert.DoesNotContain(".", lines[..^2]);
            var read = lines[..^2].Select(line => line.StartsWith('.') ? line[1..] : line);
            Assert.Equal(message.EndsWith("\r\n", StringComparison.Ordinal) ? message : message + "\r\n", string.Concat(read.Select(line => line + "\r\n")));
        }).QuickCheckThrowOnFailure();

    private static string Wire(string message)
    {
        var bytes = Encoding.ASCII.GetBytes(message);
        var wire = new byte[SmtpBody.Measure(bytes)];
        SmtpBody.Write(bytes, wire);
        return Encoding.ASCII.GetString(wire);
    }
}
