namespace PortSafe.Data.Newsletters;

/// <summary>By which way copies leave. What may be repeated, and what is uncertain, depends on it, so an issue keeps to one.</summary>
/// <param name="Name">As it is stored.</param>
/// <param name="Words">How copies leave by it, after “sent”.</param>
/// <param name="RepeatsSafely">Whether a repeated attempt replaces the first one's copy.</param>
public sealed record MailRoute(string Name, string Words, bool RepeatsSafely)
{
    /// <summary>To a mail server.</summary>
    public static MailRoute Smtp { get; } = new("smtp", "to a mail server", false);

    /// <summary>Into a folder.</summary>
    public static MailRoute Files { get; } = new("files", "as files in a folder", true);

    /// <exception cref="ArgumentException">There is no such way.</exception>
    public static MailRoute Named(string name) =>
        name == Smtp.Name ? Smtp : name == Files.Name ? Files : throw new ArgumentException($"There is no way called {name}.", nameof(name));
}
