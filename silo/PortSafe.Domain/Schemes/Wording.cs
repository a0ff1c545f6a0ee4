using System.Runtime.CompilerServices;

namespace PortSafe.Domain.Schemes;

/// <summary>An interpolated sentence that is written only where somebody reads it: a rebuild computes millions of scores for their points alone.</summary>
[InterpolatedStringHandler]
internal ref struct Wording
{
    private DefaultInterpolatedStringHandler _text;
    private readonly bool _isWanted;

    public Wording(int literalLength, int formattedCount, bool inWords, out bool isWanted)
    {
        _isWanted = isWanted = inWords;
        if (inWords)
            _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value, string? format = null) => _text.AppendFormatted(value, format);

    /// <summary>Empty where it was not wanted.</summary>
    public string ToText() => _isWanted ? _text.ToStringAndClear() : "";
}
