namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>What was asked of one server, what it answered and what it logged meanwhile.</summary>
internal sealed record Exchange(TwinRequest Request, WireAnswer Answer, IReadOnlyList<string> Logs)
{
    private const int Around = 100;

    /// <summary>Whether it may have changed something, so that it belongs before all that is read.</summary>
    public bool IsAct { get; init; }

    /// <summary>Where another's answer to the same request differs, but for what it may; null when it does not.</summary>
    public string? Differs(Exchange other)
    {
        if (Between("head", Allowed.Head(Answer.Head), Allowed.Head(other.Answer.Head)) is { } head)
            return head;
        return Answer.Body.AsSpan().SequenceEqual(other.Answer.Body) ? null : Between("body", Allowed.Body(Answer.Body), Allowed.Body(other.Answer.Body));
    }

    private string? Between(string what, string one, string two)
    {
        if (one == two)
            return null;
        var at = one.Zip(two).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{Request}: the {what} differs at {at}:\n    {Part(one, at)}\n    {Part(two, at)}";
    }

    private static string Part(string text, int at)
    {
        var from = Math.Clamp(at - Around, 0, text.Length);
        return text[from..Math.Min(text.Length, at + Around)].ReplaceLineEndings("⏎");
    }
}
