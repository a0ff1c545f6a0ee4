namespace PortSafe.Silo.CommandLine;

/// <summary>What somebody typed, and where. It travels to the process that serves the installation.</summary>
/// <param name="Arguments">The command line without the program's name.</param>
/// <param name="WorkingDirectory">The folder that file names are relative to.</param>
/// <param name="As">The address of the person it acts for; null when nobody is named.</param>
/// <param name="Json">Whether the result is to be one JSON document.</param>
public sealed record VerbCall(IReadOnlyList<string> Arguments, string WorkingDirectory, string? As, bool Json);
