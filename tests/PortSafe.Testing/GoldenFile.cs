using System.Runtime.CompilerServices;

namespace PortSafe.Testing;

/// <summary>Files that say what is rendered. With PORTSAFE_GOLDEN=write in the environment they are written anew, to be looked at.</summary>
public static class GoldenFile
{
    /// <summary>What was rendered when a person last looked at it.</summary>
    /// <param name="name">A file in <c>Golden</c> beside the test.</param>
    /// <param name="drawn">What is rendered now.</param>
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
