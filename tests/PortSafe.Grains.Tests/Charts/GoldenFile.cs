using System.Runtime.CompilerServices;

namespace PortSafe.Grains.Tests.Charts;

/// <summary>Files that say what is rendered. With PORTSAFE_GOLDEN=write in the environment they are written anew, to be looked at.</summary>
internal static class GoldenFile
{
    public static string Read(string name, string drawn, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("PORTSAFE_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, drawn);
        }

        return File.ReadAllText(path);
    }
}
