namespace PortSafe.Silo.CommandLine;

/// <summary>How far a verb is.</summary>
/// <param name="What">What is being counted, such as “bytes read”.</param>
/// <param name="Total">0 when nobody knows how many there will be.</param>
public readonly record struct VerbProgress(string What, long Done, long Total = 0);

/// <summary>Where a verb says what it has to say. It does not know whether that is this process's terminal or another's.</summary>
public interface IVerbOutput
{
    /// <summary>A line of the result, on standard output.</summary>
    void Line(string text);

    /// <summary>Something beside the result, on standard error.</summary>
    void Note(string text);

    /// <summary>Shown at a terminal as a bar, elsewhere as a line now and then.</summary>
    void Progress(VerbProgress progress);
}
