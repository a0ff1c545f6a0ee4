using System.Text.Json;
using PortSafe.Data;

namespace PortSafe.Silo.Hosting;

/// <summary>
/// The right to be the one process that works on a SQLite database. The operating system takes it back when the process ends,
/// however it ends.
/// </summary>
public sealed class ServingLease : IDisposable
{
    private const string LockFile = "serve.lock";

    private readonly string _directory;
    private readonly FileStream _lock;

    private ServingLease(string directory, FileStream file) => (_directory, _lock) = (directory, file);

    /// <summary>Takes the lease of a folder, which is made when it is not there; null while another process has it.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder or its lock file belongs to somebody else.</exception>
    public static ServingLease? TryTake(string directory)
    {
        PrivateFolder.Create(directory);
        try
        {
            var file = new FileStream(Path.Combine(directory, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            ServerAddress.Remove(directory);
            return new ServingLease(directory, file);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException))
        {
            return null;
        }
    }

    /// <summary>Tells other commands where to reach this process.</summary>
    public void Announce(string socket) => new ServerAddress(Environment.ProcessId, socket).Write(_directory);

    public void Dispose()
    {
        ServerAddress.Remove(_directory);
        _lock.Dispose();
    }
}

/// <summary>Where the process that serves a SQLite database listens for command-line verbs.</summary>
/// <param name="Socket">The path of a unix domain socket.</param>
public sealed record ServerAddress(int Pid, string Socket)
{
    private const string File = "serve.json";

    /// <summary>What was announced; null when nothing was. The process may be gone.</summary>
    public static ServerAddress? Read(string directory)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerAddress>(System.IO.File.ReadAllBytes(Path.Combine(directory, File)), JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    internal void Write(string directory)
    {
        var path = Path.Combine(directory, File);
        System.IO.File.WriteAllBytes($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        System.IO.File.Move($"{path}.new", path, overwrite: true);
    }

    internal static void Remove(string directory) => System.IO.File.Delete(Path.Combine(directory, File));
}
