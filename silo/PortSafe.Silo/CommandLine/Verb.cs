using System.CommandLine;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Silo.CommandLine;

/// <summary>Something that the command line does with the installation, in this process or in the one that serves it.</summary>
public abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Whether it needs a database at the schema that this program knows.</summary>
    public virtual bool NeedsSchema => true;

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public abstract Task<int> RunAsync(VerbContext context, CancellationToken ct);
}

/// <summary>A verb that acts for a person, under the policies and two-person rules that the pages have.</summary>
/// <param name="sample">The sample person whose job it is, for whom it acts in Development when nobody is named.</param>
public abstract class PersonVerb(string name, string description, NewPerson sample) : Verb(name, description)
{
    public sealed override Task<int> RunAsync(VerbContext context, CancellationToken ct) =>
        context.ActAsync(sample, by => RunAsync(context, by, ct), ct);

    protected abstract Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct);
}

/// <summary>What the program tells the shell.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>It was understood, and refused.</summary>
    public const int Refused = 1;

    /// <summary>The command line or its surroundings need mending first.</summary>
    public const int Unusable = 2;
}
