using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Tests.Mail.Smtp;
using PortSafe.Testing;

namespace PortSafe.Grains.Tests.Mail;

public sealed class EmlFileTransportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-outbox-");

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
            _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_message_becomes_a_file_of_its_name_with_its_exact_bytes()
    {
        Assert.IsType<SendOutcome.Accepted>(await SendAsync("2026Q3.17", "Subject: x\r\n\r\nHello\r\n"));
        Assert.Equal(["2026Q3.17.eml"], Files());
        Assert.Equal("Subject: x\r\n\r\nHello\r\n", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "2026Q3.17.eml")));
    }

    [Fact]
    public async Task The_same_name_again_replaces_the_file_so_there_are_never_two()
    {
        await SendAsync("key", "first\r\n");
        await SendAsync("key", "second\r\n");
        Assert.Equal(["key.eml"], Files());
        Assert.Equal("second\r\n", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "key.eml")));
    }

    [Fact]
    public async Task Whoever_looks_sees_a_whole_file_or_none()
    {
        var transport = Transport();
        var messages = Enumerable.Range(0, 8).Select(number => new string((char)('a' + number), 200_000) + "\r\n").ToHashSet();
        var writing = Task.WhenAll(messages.Select(message => Task.Run(() => transport.SendAsync(Message("key", message), _ => Task.CompletedTask, default))));
        while (!writing.IsCompleted)
        {
            foreach (var file in Directory.EnumerateFiles(_folder.FullName, "*.eml"))
                Assert.Contains(await File.ReadAllTextAsync(file), messages);
        }
        Assert.All(await writing, outcome => Assert.IsType<SendOutcome.Accepted>(outcome));
        Assert.Equal(["key.eml"], Files());
    }

    [Fact]
    public async Task Nothing_is_left_when_the_ledger_cannot_commit()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Transport().SendAsync(Message("key", "x\r\n"), _ => throw new TimeoutException(), default));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task The_file_is_not_there_before_the_ledger_has_committed()
    {
        IReadOnlyList<string>? seen = null;
        await Transport().SendAsync(Message("key", "x\r\n"), _ => { seen = [.. Directory.EnumerateFiles(_folder.FullName)]; return Task.CompletedTask; }, default);
        Assert.Empty(seen!);
        Assert.Equal(["key.eml"], Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("../escape")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public async Task A_name_that_is_not_safe_in_a_path_is_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(name, "x\r\n"));

    [Fact]
    public async Task A_folder_that_went_away_defers_the_message()
    {
        var transport = Transport();
        _folder.Delete(recursive: true);
        Assert.IsType<SendOutcome.Deferred>(await transport.SendAsync(Message("key", "x\r\n"), _ => Task.CompletedTask, default));
    }

    [Fact]
    public void Pieces_that_a_crash_left_behind_are_removed_once_nobody_can_be_writing_them()
    {
        Transport();
        var piece = Path.Combine(_folder.FullName, ".partial", "key.abc");
        File.WriteAllText(piece, "half");
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        Transport(clock);
        Assert.True(File.Exists(piece));
        clock.Advance(TimeSpan.FromHours(2));
        Transport(clock);
        Assert.False(File.Exists(piece));
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.FullName, file));

    private EmlFileTransport Transport(TimeProvider? clock = null) => new(_folder.FullName, clock ?? TimeProvider.System, NullLogger<EmlFileTransport>.Instance);

    private Task<SendOutcome> SendAsync(string name, string text) => Transport().SendAsync(Message(name, text), _ => Task.CompletedTask, default);

    private static OutgoingMessage Message(string name, string text) => new(name, SmtpSubmissionClientTests.Envelope("reader"), Encoding.ASCII.GetBytes(text));
}
