using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;
using PortSafe.Grains.Tests.Mail;
using PortSafe.Grains.Tests.Mail.Servers;
using PortSafe.Testing;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Newsletters.Sending;

/// <summary>A whole send to maildev, read back by mailparser: neither shares anything with what composes and sends.</summary>
public sealed class MaildevTests(ComposerFixture fixture) : IClassFixture<ComposerFixture>, IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddNodeRuntime().BuildServiceProvider();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-maildev-");

    [Fact]
    public async Task Two_thousand_recipients_are_accepted_each_once()
    {
        await using var desk = await ReadyAsync(2_000, null);
        Assert.Equal(2_000, (await SendAsync(desk)).Accepted);
        var files = _folder.GetFiles("*.eml");
        Assert.Equal(2_000, files.Length);
        var ids = files.Select(file => File.ReadLines(file.FullName).First(line => line.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase))).ToHashSet();
        Assert.Equal(2_000, ids.Count);
    }

    [Fact]
    public async Task The_message_reads_as_it_was_written_and_every_chart_opens()
    {
        await using var desk = await ReadyAsync(1, new NodeChartRenderer(_services.GetRequiredService<NodeRuntime>()));
        Assert.Equal(1, (await SendAsync(desk)).Accepted);
        var reader = Assert.Single(await desk.DeliveriesAsync());
        var mail = await fixture.Parser.ReadFileAsync(Assert.Single(_folder.GetFiles("*.eml")).FullName);
        var written = Text(mail, reader.IssueId, reader.SubscriberId, await desk.TokenOfAsync(reader.SubscriberId));
        Assert.Equal(GoldenFile.Read("maildev.txt", written), written);
        var images = mail.GetProperty("images").EnumerateArray().ToList();
        Assert.NotEmpty(images);
        Assert.All(images, image => AssertOpens(image.GetProperty("content").GetBytesFromBase64()));
    }

    [Fact]
    public async Task Any_script_a_long_subject_and_long_lines_arrive_whole()
    {
        const string Subject = "Порты, λιμάνια, 港口, موانئ, बंदरगाह, 항구 und Häfen: was sich in diesem Quartal geändert hat, und warum es jede und jeden angeht, die dort arbeiten 🛳 🛟";
        var line = string.Join(' ', Enumerable.Repeat("港口 λιμάνι порт بندر", 200));
        await using var desk = await ReadyAsync(1, null);
        await using (var db = desk.Database.CreateContext())
        {
            await db.IssueRevisions.ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, Subject).SetProperty(row => row.Body, $"## {line[..60]}\n\n{line}\n"));
        }
        Assert.Equal(1, (await SendAsync(desk)).Accepted);
        var mail = await fixture.Parser.ReadFileAsync(Assert.Single(_folder.GetFiles("*.eml")).FullName);
        Assert.Equal(Subject, mail.GetProperty("subject").GetString());
        Assert.Contains(line, mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains(line, mail.GetProperty("text").GetString()!.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<NewsletterDesk> ReadyAsync(int subscribers, IChartRenderer? renderer)
    {
        var desk = await NewsletterDesk.CreateAsync(DatabaseKind.Sqlite, fixture, renderer);
        await desk.SubscribeAsync(subscribers);
        await desk.CompileAsync();
        return desk;
    }

    private async Task<Grains.Newsletters.Sending.SendReport> SendAsync(NewsletterDesk desk)
    {
        await desk.BeginAsync();
        var (maildev, port) = await NodeProgram.StartServerAsync("maildev.mjs", _folder.FullName);
        await using (maildev)
        {
            var server = new SmtpServer("127.0.0.1", port, SmtpSecurity.None) { Timeouts = MailServer.Patient };
            await using var smtp = new SmtpTransport(server, 4, TimeProvider.System, NullLogger<SmtpTransport>.Instance);
            return await desk.SendAsync(desk.NewSender(smtp, TimeProvider.System));
        }
    }

    /// <summary>The headers and both parts, with what differs between runs and recipients named instead.</summary>
    private static string Text(JsonElement mail, Guid issue, Guid subscriber, string token)
    {
        var headers = mail.GetProperty("headers").EnumerateArray()
            .Where(header => header.GetProperty("key").GetString() is not ("received" or "x-originating-ip"))
            .Select(header => header.GetProperty("line").GetString()!);
        return string.Join('\n', [.. headers, "", mail.GetProperty("text").GetString()!, "", mail.GetProperty("html").GetString()!])
            .ReplaceLineEndings("\n")
            .Replace(issue.ToString("N"), "ISSUE", StringComparison.Ordinal)
            .Replace(subscriber.ToString("N"), "SUBSCRIBER", StringComparison.Ordinal)
            .Replace(token, "TOKEN", StringComparison.Ordinal)
            .Replace(Address(mail), "READER", StringComparison.Ordinal);
    }

    private static string Address(JsonElement mail) => mail.GetProperty("to")[0].GetProperty("address").GetString()!;

    /// <summary>Reads a PNG to its last pixel.</summary>
    private static void AssertOpens(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var (width, height, depth, colour) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), png[24], png[25]);
        Assert.Equal((8, 6), (depth, colour));
        using var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                data.Write(png, at + 8, length);
            at += 12 + length;
        }
        data.Position = 0;
        using var pixels = new MemoryStream();
        using (var inflate = new ZLibStream(data, CompressionMode.Decompress))
            inflate.CopyTo(pixels);
        Assert.Equal(height * ((width * 4L) + 1), pixels.Length);
    }
}
