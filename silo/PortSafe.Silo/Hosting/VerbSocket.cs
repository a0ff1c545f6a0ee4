using PortSafe.Data;

namespace PortSafe.Silo.Hosting;

/// <summary>Where the serving process listens for command-line verbs.</summary>
/// <param name="Path">Of a unix domain socket, in a folder that only its owner can look into.</param>
public sealed record VerbSocket(string Path) : IDisposable
{
    /// <summary>Unix domain socket paths end at 104 to 108 bytes, depending on the system.</summary>
    private const int MaxPathBytes = 100;

    private const string File = "serve.sock";

    /// <summary>The address as the web server takes it.</summary>
    public string Url => $"http://unix:{Path}";

    /// <summary>Chooses the path, inside the installation's folder where that is short enough. What an earlier process left there is removed.</summary>
    public static VerbSocket In(string directory)
    {
        var folder = System.IO.Path.Combine(directory, "run");
        if (System.Text.Encoding.UTF8.GetByteCount(System.IO.Path.Combine(folder, File)) <= MaxPathBytes)
            PrivateFolder.CreateClosed(folder);
        else
            folder = Directory.CreateTempSubdirectory("portsafe-").FullName;
        var path = System.IO.Path.Combine(folder, File);
        System.IO.File.Delete(path);
        return new VerbSocket(path);
    }

    /// <summary>Closes the socket to everyone but its owner; for once it is bound.</summary>
    public void Close()
    {
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose()
    {
        System.IO.File.Delete(Path);
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!);
    }
}
