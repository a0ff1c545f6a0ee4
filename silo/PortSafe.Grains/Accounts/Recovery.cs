using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PortSafe.Data;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Mail;

namespace PortSafe.Grains.Accounts;

/// <summary>Where people who cannot sign in leave their address. Nothing is looked up while they wait, so every address takes as long.</summary>
public sealed class RecoveryRequests
{
    private const int MaxWaiting = 1000;

    private readonly Channel<RecoveryRequest> _waiting = Channel.CreateBounded<RecoveryRequest>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Leaves an address. When too many wait already it is dropped, and the person has to ask again.</summary>
    public void Leave(RecoveryRequest request) => _waiting.Writer.TryWrite(request);

    internal IAsyncEnumerable<RecoveryRequest> ReadAsync(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);
}

/// <param name="Origin">The id of the origin of whoever asks.</param>
public sealed record RecoveryRequest(string Email, string Origin);

/// <summary>Mails a link to whoever asks to recover their account, where the address is that of a person with one.</summary>
public sealed class Recovery(PortSafeDb db, People people, PasswordSignIn codes, AccountLinks links, Outbox outbox, PublicSite site, AuditLog audit, TimeProvider clock)
{
    private const string Subject = "Get back into PortSafe";

    /// <summary>Whoever fills in somebody else's address again and again cannot fill their mailbox.</summary>
    private static readonly TimeSpan BetweenLinks = TimeSpan.FromMinutes(5);

    public async Task AnswerAsync(RecoveryRequest request, CancellationToken ct)
    {
        var actor = Actor.Job("sign-in") with { Origin = request.Origin };
        var person = await people.FindAsync(request.Email, ct) is { IsActive: true } found ? found : null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await audit.AppendAsync(db, actor, "recovery-asked", person?.Actor.Id ?? "unknown", "", ct);
        if (person is not null && !await HasFreshLinkAsync(person.Id, ct))
        {
            var token = await links.IssueAsync(db, person.Id, LinkPurpose.Address, ct);
            await outbox.EnqueueAsync(db, $"recovery:{Guid.CreateVersion7():D}", person.Email, Subject, Body(token), ct);
        }
        await transaction.CommitAsync(ct);
    }

    /// <summary>Whether a link still works. Spends nothing.</summary>
    public async Task<bool> IsUsableAsync(string token, CancellationToken ct) => (await links.PeekAsync(db, token, LinkPurpose.Address, ct)).Error is null;

    /// <summary>Spends a link together with a code; a wrong code leaves the link as it is.</summary>
    /// <param name="origin">The id of an origin.</param>
    /// <returns>Who may now replace how they sign in.</returns>
    public async Task<Result<KnownPerson>> UseAsync(string token, string? code, string origin, CancellationToken ct)
    {
        if (!(await links.PeekAsync(db, token, LinkPurpose.Address, ct)).Succeeded(out var id, out var error) || await people.FindAsync(id, ct) is not { } known)
            return AccountLinks.CannotBeUsed;
        if (!(await codes.CheckEitherCodeAsync(known.Id, known.Stamp, code, origin, ct)).Succeeded(out var person, out error))
            return error;
        return (await links.UseAsync(db, token, LinkPurpose.Address, ct)).Error is null ? person : AccountLinks.CannotBeUsed;
    }

    private Task<bool> HasFreshLinkAsync(Guid person, CancellationToken ct)
    {
        var fresh = clock.GetUtcNow() + LinkPurpose.Address.Life - BetweenLinks;
        return db.AccountLinks.AnyAsync(link => link.PersonId == person && link.Purpose == LinkPurpose.Address.Code && link.UsedAt == null && link.ExpiresAt > fresh, ct);
    }

    private string Body(string token) => $"""
        Use this link to set up again how you sign in to PortSafe. It works once, within {LinkPurpose.Address.Life.TotalMinutes:0} minutes. You also need a code from your authenticator app, or one of your recovery codes.

        [Go on]({site.Page(LinkPurpose.Address.Path + token)})

        If you have neither, ask a JMSC administrator for a new invitation. If you did not ask for this message, ignore it: nobody can sign in with the link alone. Never pass it on.
        """;
}

/// <summary>Answers what people left, one after another, while the process serves.</summary>
internal sealed partial class RecoveryService(RecoveryRequests requests, IServiceScopeFactory scopes, ILogger<RecoveryService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var request in requests.ReadAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<Recovery>().AnswerAsync(request, stoppingToken);
            }
            catch (Exception exception) when (DatabaseErrors.IsFault(exception))
            {
                // The person sees no mail and asks again; the others who wait must not suffer for it.
                Log.NotAnswered(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "A request to recover an account was not answered")]
        public static partial void NotAnswered(ILogger logger, Exception exception);
    }
}
