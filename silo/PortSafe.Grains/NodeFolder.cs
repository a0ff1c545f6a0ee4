namespace PortSafe.Grains;

/// <summary>
/// Where the Node parts are: in <c>node</c> beside the program once published, and after a build in the source tree, which the
/// file <c>node.path</c> beside the program names.
/// </summary>
internal static class NodeFolder
{
    /// <param name="program">The folder of the running program.</param>
    /// <exception cref="NodeException">Neither is there.</exception>
    public static string Find(string program)
    {
        var published = Path.Combine(program, "node");
        if (Holds(published))
            return published;

        var path = Path.Combine(program, "node.path");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is var built && Holds(built))
            return built;

        throw new NodeException($"The Node parts of PortSafe were not found beside {program}. Build or publish PortSafe again.");
    }

    private static bool Holds(string folder) => File.Exists(Path.Combine(folder, "invoke.cjs"));
}
