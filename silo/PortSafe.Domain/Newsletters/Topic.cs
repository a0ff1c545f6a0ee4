using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Newsletters;

/// <summary>What an issue is about, and what a subscriber can choose to receive.</summary>
public sealed record Topic : ICoded<Topic>
{
    private Topic(string code, string title, string one, string hint) => (Code, Title, One, Hint) = (code, title, one, hint);

    public static Topic Quarterly { get; } = new("quarterly", "Quarterly newsletter", "Quarterly newsletter", "What changed across the sector, four times a year.");

    public static Topic Alerts { get; } = new("alerts", "Alerts", "Urgent alert", "A short message when something urgent concerns ports. There may be none for months.");

    public static Topic Toolkit { get; } = new("toolkit", "Toolkit updates", "Toolkit update", "A note when there are new posters, guides or other materials.");

    public static IReadOnlyList<Topic> All { get; } = [Quarterly, Alerts, Toolkit];

    public string Code { get; }

    public string Title { get; }

    /// <summary>What one issue of it is called.</summary>
    public string One { get; }

    /// <summary>What it is, for whoever chooses: a sentence or two.</summary>
    public string Hint { get; }

    public override string ToString() => Code;

    public static Topic Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<Topic>(s, "a topic such as quarterly");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Topic result) =>
        ICoded<Topic>.Find(s, out result);
}
