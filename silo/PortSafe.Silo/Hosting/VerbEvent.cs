using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>One line of a server's answer to a verb: exactly one of its members is set.</summary>
/// <param name="Line">For standard output.</param>
/// <param name="Note">For standard error.</param>
/// <param name="Code">The exit code; the last event of an answer.</param>
public sealed record VerbEvent(string? Line = null, string? Note = null, VerbProgress? Progress = null, int? Code = null);
