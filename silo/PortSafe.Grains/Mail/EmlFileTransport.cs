using Microsoft.Extensions.Logging;
using PortSafe.Data.Newsletters;

namespace PortSafe.Grains.Mail;

/// <summary>
/// Leaves each message as <c>name.eml</c> in a folder, whole or not at all: it is written under <c>.partial</c>, flushed to disk,
/// then renamed. The same name again replaces the file, so there are never two.
/// </summary>
public sealed partial class EmlFileTransport : IMailTransport
{
    private const int LongestName = 120;
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    private readonly string _folder;
    private readonly string _partial;
    private readonly ILogger<EmlFileTransport> _logger;

    /// <param name="folder">Made when it is missing. Pieces that a crash left over an hour ago are removed from it.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public EmlFileTransport(string folder, TimeProvider clock, ILogger<EmlFileTransport> logger)
    {
        _folder = Path.GetFullPath(folder);
        _partial = Path.Combine(_folder, ".partial");
        _logger = logger;
        Directory.CreateDirectory(_partial);
        foreach (var piece in Directory.EnumerateFiles(_partial))
        {
            if (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(piece) > Abandoned)
                File.Delete(piece);
        }
    }

    /// <inheritdoc/>
    public MailRoute Route => MailRoute.Files;

    /// <inheritdoc/>
    public int Lanes => 4;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The message's name has a character that is not safe in a file name.</exception>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeBody, CancellationToken cancellationToken)
    {
        if (!IsSafe(message.Name))
            throw new ArgumentException("A message's name has 1 to 120 of A–Z, a–z, 0–9, dot, low line and hyphen, and no dot first.", nameof(message));

        var piece = Path.Combine(_partial, $"{message.Name}.{Path.GetRandomFileName()}");
        try
        {
            await WriteAsync(piece, message.Bytes, cancellationToken);
            await beforeBody(cancellationToken);
            File.Move(piece, Path.Combine(_folder, $"{message.Name}.eml"), overwrite: true);
            return new SendOutcome.Accepted("Written to a file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(_logger, message.Name, e);
            return new SendOutcome.Deferred("The file could not be written.");
        }
        finally
        {
            if (File.Exists(piece))
                File.Delete(piece);
        }
    }

    private static bool IsSafe(string name) =>
        name.Length is >= 1 and <= LongestName && name[0] != '.' && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await file.WriteAsync(bytes, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Message {Name} could not be written to the outbox folder")]
        public static partial void NotWritten(ILogger logger, string name, Exception exception);
    }
}
