using Microsoft.EntityFrameworkCore;
using PortSafe.Grains.Newsletters.Sending;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters.Sending;

public sealed class RecipientsCsvTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>
{
    [Theory, BothDatabases]
    public async Task Every_recipient_has_a_line_and_no_cell_is_a_formula(DatabaseKind kind)
    {
        await using var desk = await NewsletterDesk.CreateAsync(kind, fixture);
        await desk.SubscribeAsync(1_203);
        await desk.CompileAsync();
        var issue = await desk.BeginAsync();
        await desk.Database.ExecuteAsync("UPDATE subscribers SET email = '=cmd@port.example' WHERE email = 'reader7@port.example'");
        await desk.Database.ExecuteAsync("UPDATE deliveries SET reply = '+1 \"later\", maybe'");

        using var file = new MemoryStream();
        await new RecipientsCsv(desk.Ledger, desk.Database.Contexts, desk.Audit).WriteAsync(issue, file, default);
        var bytes = file.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,address,state,attempts,reply,at", lines[0]);
        Assert.Equal(1_203, lines.Skip(1).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Equal(1_204, lines.Length);
        Assert.Contains(lines, line => line.Contains("'=cmd@port.example", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.Contains("'+1 \"\"later\"\", maybe", line, StringComparison.Ordinal));
    }
}
