using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Mail;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Mail;
using PortSafe.Grains.Mail.Smtp;

namespace PortSafe.Grains.Newsletters.Sending;

/// <summary>What became of a test copy.</summary>
/// <param name="Revision">The one that was sent.</param>
/// <param name="To">The person's own address.</param>
/// <param name="Answer">What the mail server answered, for the person to read.</param>
public sealed record TestCopy(int Revision, string To, bool IsAccepted, string Answer);

/// <summary>Sends an issue, as it is saved, to whoever asks and to nobody else. It is no delivery: the ledger knows nothing of it.</summary>
public sealed class IssueTestCopy(
    IGrains grains, IDbContextFactory<PortSafeDb> contexts, AuditLog audit, IssueMail mail, IMailTransport transport, TimeProvider clock)
{
    /// <summary>How many test copies a person may have in an hour.</summary>
    public const int MostAnHour = 10;

    /// <summary>What stands before the subject.</summary>
    public const string Mark = "[Test] ";

    private const string Action = "issue-test-sent";
    private const int LongestAnswer = 200;

    /// <returns>What the server said; or <c>too-many-tests</c>, what is wrong with the text, or <c>mail-recipient</c>.</returns>
    /// <exception cref="NodeException">Pictures or the message cannot be made.</exception>
    public async Task<Result<TestCopy>> SendAsync(IssueKey key, Actor by, CancellationToken ct)
    {
        if (by.PersonId is not { } person || !(by.May(Permission.WriteIssues) || by.May(Permission.ApproveIssues)))
            return Authority.Refusal;
        if (!(await grains.Get<IIssueGrain>(key.ToString()).GetAsync(by, ct)).Succeeded(out var issue, out var error))
            return error;
        if (string.IsNullOrWhiteSpace(issue.Subject))
            return Error.Invalid("issue-subject", "Enter a subject and save it first: a mail needs one.", "subject");
        if (!(await OwnAddressAsync(person, ct)).Succeeded(out var mailbox, out error) ||
            !(await mail.ComposeAsync(issue.Id, key, Marked(issue.Subject), issue.Body, clock.GetUtcNow(), ct)).Succeeded(out var message, out error) ||
            !MakeOut(message, mailbox).Succeeded(out var outgoing, out error))
            return error;
        if (await CountAsync(key, issue.Revision, by, ct) is { } refusal)
            return refusal;
        var outcome = await transport.SendAsync(outgoing, _ => Task.CompletedTask, ct);
        return new TestCopy(issue.Revision, mailbox.Address.ToString(), outcome is SendOutcome.Accepted, AnswerOf(outcome));
    }

    /// <summary>The subject that tells it from the issue itself, cut where it would be longer than one may be.</summary>
    private static string Marked(string subject)
    {
        var marked = Mark + subject;
        return marked.Length <= IssueCompiler.LongestSubject ? marked : $"{marked[..(IssueCompiler.LongestSubject - 1)].TrimEnd()}…";
    }

    private Result<OutgoingMessage> MakeOut(IssueMessage message, Mailbox mailbox)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        // A token of its own that is nobody's: its links unsubscribe no one.
        var recipient = new MailRecipient(mailbox, $"test.{id:N}", MailSlot.Token(RandomNumberGenerator.GetBytes(32)));
        return message.Composed.Personalise(recipient).Succeeded(out var bytes, out var error)
            ? new OutgoingMessage($"{message.Name}-test-{id:D}", new SmtpEnvelope(message.Sender, mailbox.Address), bytes)
            : error;
    }

    private static string AnswerOf(SendOutcome outcome)
    {
        var answer = outcome.Reply is { } reply ? $"{reply.Code} {string.Join(' ', reply.Lines)}" : outcome.Detail;
        return answer.Length <= LongestAnswer ? answer : $"{answer[..LongestAnswer]}…";
    }

    private async Task<Result<Mailbox>> OwnAddressAsync(Guid person, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Users.Where(row => row.Id == person).Select(row => new { row.Name, row.Email }).FirstOrDefaultAsync(ct);
        return EmailAddress.TryParse(found?.Email, null, out var address)
            ? Mailbox.Create(null, address)
            : Error.Invalid("mail-recipient", "Your account has no address that mail can be sent to.");
    }

    /// <summary>Writes down that the copy is sent, unless there were too many of late.</summary>
    private async Task<Error?> CountAsync(IssueKey key, int revision, Actor by, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.AuditLog.CountAsync(row => row.By == by.Id && row.Action == Action && row.At > since, ct) >= MostAnHour)
            return Error.Conflict("too-many-tests", $"You have had {MostAnHour} test copies within the hour. Wait a little before the next one.");
        await audit.AppendAsync(db, by, Action, $"issue:{key}", $"revision {revision}", ct);
        await transaction.CommitAsync(ct);
        return null;
    }
}
