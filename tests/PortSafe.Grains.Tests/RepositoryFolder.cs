namespace PortSafe.Grains.Tests;

/// <summary>Where the source tree is that these tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Ancestors(AppContext.BaseDirectory).First(folder => File.Exists(System.IO.Path.Combine(folder, "PortSafe.Platform.sln")));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
            yield return parent.FullName;
    }
}
