using System.Globalization;
using PortSafe.Domain;

namespace PortSafe.Grains.Audit;

/// <summary>Which rows of the audit log somebody wants. What is null or empty leaves nothing out.</summary>
public sealed record AuditFilter
{
    private const int MaxLength = 200;

    /// <summary>A name, an email address, or an actor's id such as <c>job:compile-release</c>.</summary>
    public string? Who { get; init; }

    /// <summary>An action's name, such as <c>release-approved</c>.</summary>
    public string? Action { get; init; }

    /// <summary>In full, such as <c>release:2026Q3</c>.</summary>
    public string? Subject { get; init; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public string? Outcome { get; init; }

    public string? Node { get; init; }

    /// <summary>The first day, in London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, in London.</summary>
    public DateOnly? To { get; init; }

    public bool IsEmpty => this == new AuditFilter();

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public Error? Error
    {
        get
        {
            foreach (var (name, text) in Texts())
            {
                if (text.Length > MaxLength || text.Any(char.IsControl))
                    return Domain.Error.Invalid("filter-invalid", $"Enter at most {MaxLength} characters on one line.", name);
            }
            return From > To ? Domain.Error.Invalid("dates-reversed", "Enter a last day that is not before the first.", "to") : null;
        }
    }

    /// <summary>The same with white space around texts removed, and empty texts left out.</summary>
    public AuditFilter Trimmed => this with { Who = Trim(Who), Action = Trim(Action), Subject = Trim(Subject), Outcome = Trim(Outcome), Node = Trim(Node) };

    /// <summary>For the log itself: which fields it names, and of what is no person's name also what it asks for.</summary>
    public string Description => IsEmpty
        ? "every row"
        : string.Join(", ", Texts().Select(item => item.Field == "who" ? "who given" : $"{item.Field} {item.Text}").Concat(Days()));

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private IEnumerable<(string Field, string Text)> Texts() =>
        new[] { ("who", Who), ("action", Action), ("subject", Subject), ("outcome", Outcome), ("node", Node) }.Where(item => item.Item2 is not null).Select(item => (item.Item1, item.Item2!));

    private IEnumerable<string> Days()
    {
        if (From is { } from)
            yield return string.Create(CultureInfo.InvariantCulture, $"from {from:yyyy-MM-dd}");
        if (To is { } to)
            yield return string.Create(CultureInfo.InvariantCulture, $"to {to:yyyy-MM-dd}");
    }
}
