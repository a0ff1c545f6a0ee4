namespace PortSafe.Data;

/// <summary>Folders that nobody else on the machine can look into. Windows inherits the rights of the folder above instead.</summary>
public static class PrivateFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder, its owner's alone; one that is there is left as it is.</summary>
    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Owner);

    /// <summary>Makes it, and closes it to others if it was there and open.</summary>
    public static void CreateClosed(string path)
    {
        Create(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, Owner);
    }
}
