using PortSafe.Domain.Mail;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Imports;

namespace PortSafe.Grains.Subscribers.Importing;

/// <summary>One line of a file of subscribers.</summary>
/// <param name="Email">In lower case.</param>
internal sealed record SubscriberLine(int Line, string Email, IReadOnlyList<Topic> Topics, string Source, DateOnly ConsentedOn);

/// <summary>Reads a file of people who have agreed to receive the newsletter.</summary>
/// <param name="today">Nobody agreed later.</param>
internal sealed class SubscriberFile(DateOnly today, ImportErrors errors)
{
    private const int EmailColumn = 0;
    private const int TopicsColumn = 1;
    private const int SourceColumn = 2;
    private const int DateColumn = 3;

    /// <summary>The first day of the General Data Protection Regulation: consent of before is asked for again.</summary>
    private static readonly DateOnly Earliest = new(2018, 5, 25);

    private readonly List<SubscriberLine> _lines = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Columns { get; } = ["email", "topics", "consent_source", "consented_on"];

    public IReadOnlyList<SubscriberLine> Lines => _lines;

    public async Task ReadAsync(CsvRows rows, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            if (Read(rows) is not { } line)
                continue;
            if (_seen.TryAdd(line.Email, line.Line))
                _lines.Add(line);
            else
                errors.Add(line.Line, Columns[EmailColumn], line.Email, $"each address once; line {_seen[line.Email]} has it already");
        }
    }

    private SubscriberLine? Read(CsvRows rows)
    {
        var isAddress = EmailAddress.TryParse(rows.Text(EmailColumn).Trim(), null, out var email);
        if (!isAddress)
            rows.Refuse(EmailColumn, "an email address such as name@example.org");
        var words = rows.Text(TopicsColumn).Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        var topics = Topic.All.Where(topic => words.Contains(topic.Code)).ToList();
        var areTopics = words.Length > 0 && words.Distinct(StringComparer.Ordinal).Count() == topics.Count;
        if (!areTopics)
            rows.Refuse(TopicsColumn, $"one or more of {string.Join(", ", Topic.All.Select(topic => topic.Code))}, with spaces between");
        var source = rows.Text(SourceColumn).Trim();
        var isSource = source.Length is > 0 and <= SubscriberList.LongestSource && !source.Any(char.IsControl);
        if (!isSource)
            rows.Refuse(SourceColumn, $"in 1 to {SubscriberList.LongestSource} characters, where they agreed, such as a form at a conference");
        var isDate = ImportText.TryDate(rows.Text(DateColumn), out var consented) && consented >= Earliest && consented <= today;
        if (!isDate)
            rows.Refuse(DateColumn, $"the day on which they agreed, from {Earliest:yyyy-MM-dd} to {today:yyyy-MM-dd}");
        return isAddress && areTopics && isSource && isDate ? new SubscriberLine(rows.Line, email!.ToString().ToLowerInvariant(), topics, source, consented) : null;
    }
}
