using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortSafe.Data.Audit;

/// <summary>Where a chain ended at some time, kept off the machine. Written <c>NODE:SEQUENCE:HASH</c>.</summary>
/// <param name="Node">1 to 100 characters; it may hold colons.</param>
/// <param name="Sequence">1 or more.</param>
/// <param name="Hash">64 hexadecimal digits in lower case.</param>
public sealed record ChainHead(string Node, long Sequence, string Hash) : IParsable<ChainHead>
{
    private const int HashLength = 64;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Node}:{Sequence}:{Hash}");

    public static ChainHead Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var head) ? head : throw new FormatException("The text is not a chain's head, such as node:42:0f….");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ChainHead result)
    {
        result = null;
        if (s?.Split(':') is not { Length: >= 3 } parts)
            return false;
        var (node, hash) = (string.Join(':', parts[..^2]), parts[^1].ToLowerInvariant());
        if (node.Length is < 1 or > 100 || hash.Length != HashLength || !hash.All(char.IsAsciiHexDigit) ||
            !long.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence < 1)
            return false;
        result = new ChainHead(node, sequence, hash);
        return true;
    }
}

/// <summary>What is wrong with a chain.</summary>
public enum ChainFault
{
    /// <summary>The row does not follow from the one before: it, or the one before, was changed, moved or put in.</summary>
    Broken,

    /// <summary>Rows are missing before the row named, which is the first that is missing.</summary>
    Missing,

    /// <summary>The chain goes on behind its recorded end.</summary>
    BehindHead,

    /// <summary>There are rows and no record of where they end.</summary>
    NoHead,

    /// <summary>The last row is not the one that was recorded as last: the chain was written anew.</summary>
    NotHead,

    /// <summary>The chain does not hold the row that the caller remembers.</summary>
    NotRemembered,
}

/// <summary>The first bad row of a chain.</summary>
/// <param name="Sequence">Which row.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record ChainFinding(long Sequence, ChainFault Fault, string Message);

/// <summary>What verification found of one node's chain.</summary>
/// <param name="Rows">How many rows are there.</param>
/// <param name="Head">The last of them; null when there is none.</param>
/// <param name="FirstBad">Null when the chain is whole.</param>
public sealed record ChainVerdict(string Node, long Rows, ChainHead? Head, ChainFinding? FirstBad);

/// <summary>What verification found, by node.</summary>
public sealed record AuditVerification(IReadOnlyList<ChainVerdict> Chains)
{
    public bool IsWhole => Chains.All(chain => chain.FirstBad is null);

    public long Rows => Chains.Sum(chain => chain.Rows);
}
