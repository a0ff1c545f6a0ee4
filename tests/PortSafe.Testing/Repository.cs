namespace PortSafe.Testing;

/// <summary>The source tree that the tests were built from.</summary>
public static class Repository
{
    private const string Solution = "PortSafe.Platform.sln";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path inside the tree.</summary>
    /// <param name="parts">Relative to <see cref="Root"/>.</param>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>What the build made of a project, in the same configuration as the running tests.</summary>
    /// <param name="project">The project's folder, such as <c>silo/PortSafe.Silo</c>.</param>
    public static string OutputOf(string project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return PathTo(project, "bin", framework.Parent!.Name, framework.Name);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }
        throw new InvalidOperationException($"{Solution} is in no folder above {AppContext.BaseDirectory}. Run the tests from a source tree.");
    }
}
