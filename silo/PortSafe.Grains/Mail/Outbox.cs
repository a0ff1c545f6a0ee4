using PortSafe.Data;
using PortSafe.Data.Mail;

namespace PortSafe.Grains.Mail;

/// <summary>
/// Transactional mail: invitations, decisions, nudges and notices. A message is written in the transaction of what it is about, and
/// leaves afterwards; what is rolled back is never sent, and what is committed is never forgotten.
/// </summary>
public sealed class Outbox(OutboxQueue queue)
{
    private const int LongestKey = 200;

    /// <summary>Adds a message in the caller's transaction. The same key twice is one message.</summary>
    /// <param name="key">What the message is about and whom it is for, such as <c>release-overdue:2026Q3:person:…</c>; 1 to 200 characters.</param>
    /// <param name="recipient">An address. One that mail cannot be sent to ends as failed, not as an exception.</param>
    /// <param name="subject">One line of 1 to 200 characters.</param>
    /// <param name="markdownBody">
    /// Markdown of 1 to 20,000 characters, of the kinds that <see cref="Layout.MailTemplate"/> knows. Put names and other people's
    /// words through <see cref="MarkdownText.Escape"/>.
    /// </param>
    /// <returns>Whether it was added; false when there was one with that key.</returns>
    /// <exception cref="ArgumentException">A text is outside its bounds, or the body links to an address that mail may not link to.</exception>
    /// <exception cref="InvalidOperationException">The body holds Markdown of another kind.</exception>
    public async Task<bool> EnqueueAsync(PortSafeDb db, string key, string recipient, string subject, string markdownBody, CancellationToken ct)
    {
        if (key.Length is 0 or > LongestKey)
            throw new ArgumentException($"A key has 1 to {LongestKey} characters.", nameof(key));
        if (Notice.Write(subject, markdownBody).Error is { } error)
            throw new ArgumentException(error.Message, nameof(markdownBody));
        return await queue.AddAsync(db, key, recipient, subject, markdownBody, ct);
    }
}
