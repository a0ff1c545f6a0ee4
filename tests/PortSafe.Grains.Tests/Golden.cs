namespace PortSafe.Grains.Tests;

/// <summary>
/// Holds what is rendered against a file that a person looked at. <c>PORTSAFE_GOLDEN=write</c> rewrites the files, for the
/// difference to be read and committed.
/// </summary>
internal static class Golden
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("PORTSAFE_GOLDEN") == "write";

    /// <param name="path">Below the folder of this project.</param>
    public static void Matches(string path, byte[] actual)
    {
        var file = Path.Combine(RepositoryFolder.Path, "tests", "PortSafe.Grains.Tests", path);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, actual);
        }
        Assert.True(File.Exists(file), $"{path} is missing. Run the tests once with PORTSAFE_GOLDEN=write and look at it.");
        Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(actual), $"{path} is no longer what is rendered. Run the tests with PORTSAFE_GOLDEN=write and read the difference.");
    }
}
