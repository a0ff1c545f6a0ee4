namespace PortSafe.Auditor.Releases;

/// <summary>What a reader takes for granted about a quarter whose figures were published twice.</summary>
internal enum Lateness
{
    /// <summary>Exactly one report came late.</summary>
    One,

    /// <summary>Reports came late, and none was taken back.</summary>
    Some,

    /// <summary>Nothing: the figures contradict all else.</summary>
    Unrelated,
}
