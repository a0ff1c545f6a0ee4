using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers;

/// <summary>Subscriptions in the words that people read.</summary>
public static class SubscriberWords
{
    /// <summary>Every topic, to choose from.</summary>
    public static IReadOnlyList<Choice> Topics { get; } = [.. Topic.All.Select(topic => new Choice(topic.Code, topic.Title, topic.Hint))];

    public static string Of(SubscriberState state) => state switch
    {
        SubscriberState.Receiving => "Receiving",
        SubscriberState.Undeliverable => "Undeliverable",
        _ => "Unsubscribed",
    };

    /// <summary>The mark before a state, which is one of a port's stages.</summary>
    public static string MarkOf(SubscriberState state) => state switch
    {
        SubscriberState.Receiving => "active",
        SubscriberState.Undeliverable => "suspended",
        _ => "none",
    };

    /// <summary>Several topics on one line.</summary>
    public static string Of(IReadOnlyCollection<Topic> topics) => topics.Count switch
    {
        0 => "None",
        _ when topics.Count == Topic.All.Count => "All topics",
        _ => string.Join(", ", topics.Select(topic => topic.Title)),
    };

    /// <summary>How an address came here, to administrators.</summary>
    public static string Source(string source) => source switch
    {
        SubscriberList.Invitation => "They accepted an invitation to PortSafe",
        SignUp.Source => "They asked on this site, and confirmed by a link",
        "command-line" => "An administrator added it on the command line",
        _ => source,
    };

    /// <summary>How an address came here, to its owner.</summary>
    public static string OwnSource(string source) => source switch
    {
        SubscriberList.Invitation => "You accepted an invitation to PortSafe",
        SignUp.Source => "You asked on this site, and confirmed by a link that we sent you",
        "command-line" => "A JMSC administrator added your address because you asked",
        _ => source,
    };

    public static string EndedBy(string? how) => how switch
    {
        UnsubscribedHow.Administrator => "by an administrator",
        UnsubscribedHow.Complaint => "because they marked a newsletter as unwanted",
        UnsubscribedHow.Holder => "by themselves",
        _ => "",
    };

    /// <summary>The topics that a form sent, in order; whatever is none is left out.</summary>
    public static IReadOnlyList<Topic> Chosen(IEnumerable<string> codes) => [.. Topic.All.Where(topic => codes.Contains(topic.Code))];
}
