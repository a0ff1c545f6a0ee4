using System.Text.Json;

namespace PortSafe.Grains.Tests.Mail.Servers;

/// <summary>mailparser in a process of its own, which shares nothing with what composes.</summary>
public sealed class MailParser : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portsafe-mail-");
    private readonly NodeProgram _program = NodeProgram.Start("parse.mjs");

    public Task<JsonElement> ReadAsync(byte[] message)
    {
        var file = Path.Combine(_folder.FullName, "message.eml");
        File.WriteAllBytes(file, message);
        return ReadFileAsync(file);
    }

    public Task<JsonElement> ReadFileAsync(string file) => _program.AskAsync(file);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
