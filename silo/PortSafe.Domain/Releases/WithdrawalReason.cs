using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Releases;

/// <summary>
/// Why a release was withdrawn, as everybody is told. It is chosen and never typed: a sentence about figures could say what the
/// figures were made not to.
/// </summary>
public sealed record WithdrawalReason : ICoded<WithdrawalReason>
{
    private WithdrawalReason(string code, string title) => (Code, Title) = (code, title);

    public static WithdrawalReason SourceWrong { get; } = new("source-wrong", "The counts it was compiled from were wrong.");

    public static WithdrawalReason CompiledWrongly { get; } = new("compiled-wrongly", "It was not compiled as the publication plan says.");

    public static WithdrawalReason PublishedInError { get; } = new("published-in-error", "It was published in error.");

    public static IReadOnlyList<WithdrawalReason> All { get; } = [SourceWrong, CompiledWrongly, PublishedInError];

    public string Code { get; }

    /// <summary>The sentence that is published.</summary>
    public string Title { get; }

    public override string ToString() => Code;

    public static WithdrawalReason Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<WithdrawalReason>(s, "a reason for withdrawal");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out WithdrawalReason result) =>
        ICoded<WithdrawalReason>.Find(s, out result);
}
