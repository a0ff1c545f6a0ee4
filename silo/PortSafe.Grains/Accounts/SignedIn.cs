namespace PortSafe.Grains.Accounts;

/// <summary>A person in one browser, as the database has both now.</summary>
/// <param name="Session">Names the session where it is shown or ended.</param>
/// <param name="StartedAt">When the person last proved who they are.</param>
public sealed record SignedIn(KnownPerson Person, Guid Session, DateTimeOffset StartedAt);

/// <summary>A browser in which a person is signed in.</summary>
/// <param name="Address">From where the session began; null when wiped.</param>
/// <param name="Browser">What that browser says that it is; null when wiped.</param>
/// <param name="SeenAt">The last request, to the minute.</param>
/// <param name="IsCurrent">Whether it is the session of whoever asks.</param>
public sealed record SessionView(Guid Id, string? Address, string? Browser, SignInMethod Method, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsCurrent);
