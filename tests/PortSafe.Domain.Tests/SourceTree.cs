namespace PortSafe.Domain.Tests;

/// <summary>Files of the repository that these tests run in.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static string[] SampleLines(string file) => File.ReadAllLines(Path.Combine(Root, "scripts", "sample-data", file));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PortSafe.Platform.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
