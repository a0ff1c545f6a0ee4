using System.Runtime.InteropServices;

namespace PortSafe.Silo.Hosting;

/// <summary>Keeps what the process writes (database, mail, keys) from other users of the machine, whatever folder it is given.</summary>
internal static partial class PrivateFiles
{
    /// <summary>Everything but the owner's own rights.</summary>
    private const uint GroupAndOthers = 0x3F;

    /// <summary>From here on, files and folders that this process creates are its user's alone. Windows inherits the folder's rights instead.</summary>
    public static void ByDefault()
    {
        if (!OperatingSystem.IsWindows())
            _ = UMask(GroupAndOthers);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint UMask(uint mask);
}
