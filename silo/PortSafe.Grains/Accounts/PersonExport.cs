using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Accounts;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// One JSON document of everything that is held on a person, and of no secret: no password, key, token, hash or stamp, and no body
/// of a message, since that can hold a link. It is written as it is read, so that a long history takes no more memory than a short one.
/// </summary>
public sealed class PersonExport
{
    private const int MostPending = 32 * 1024;

    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PortSafeDb _db;
    private readonly PersonRecords _records;
    private readonly Person _person;
    private readonly DateTimeOffset _at;

    internal PersonExport(PortSafeDb db, PersonRecords records, Person person, DateTimeOffset at) =>
        (_db, _records, _person, _at) = (db, records, person, at);

    /// <summary>What to call the file: it names nobody.</summary>
    public string FileName => $"portsafe-{_person.Id:D}.json";

    /// <summary>Writes the document in UTF-8.</summary>
    public async Task WriteAsync(Stream output, CancellationToken ct)
    {
        // The serializer flushes its writer by itself; into a pipe that writes nothing to the stream yet, which a server would refuse.
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, Layout);
        json.WriteStartObject();
        json.WriteString("exportedAt", _at);
        Write(json, "person", Facts());
        Write(json, "ports", await _records.PortsAsync(_person.Id, ct));
        Write(json, "waysIn", (await _records.WaysInAsync(_person, ct)).Select(way => new { way.Kind, way.Name, way.AddedAt, way.LastUsedAt, way.Left }));
        await WriteAsync(pipe, json, "sessions", Sessions(), ct);
        await WriteAsync(pipe, json, "origins", Origins(), ct);
        await WriteAsync(pipe, json, "links", Links(), ct);
        await WriteAsync(pipe, json, "audit", Audit(), ct);
        await WriteAsync(pipe, json, "texts", Texts(), ct);
        await WriteAsync(pipe, json, "subscriptions", Subscriptions(), ct);
        await WriteAsync(pipe, json, "newsletters", Newsletters(), ct);
        await WriteAsync(pipe, json, "bounces", Bounces(), ct);
        await WriteAsync(pipe, json, "signUps", SignUps(), ct);
        await WriteAsync(pipe, json, "mail", Mail(), ct);
        await WriteAsync(pipe, json, "applications", Applications(), ct);
        await WriteAsync(pipe, json, "applicationMessages", ApplicationMessages(), ct);
        await WriteAsync(pipe, json, "schemeParts", SchemeParts(), ct);
        await WriteAsync(pipe, json, "savedViews", SavedViews(), ct);
        await WriteAsync(pipe, json, "issueRevisions", IssueRevisions(), ct);
        await WriteAsync(pipe, json, "issueWorkings", IssueWorkings(), ct);
        await WriteAsync(pipe, json, "issueComments", IssueComments(), ct);
        await WriteAsync(pipe, json, "issueReasons", IssueReasons(), ct);
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await pipe.CompleteAsync();
    }

    private object Facts() => new
    {
        _person.Id,
        _person.Name,
        _person.Email,
        _person.PhoneNumber,
        _person.Role,
        _person.IsSample,
        _person.InvitedAt,
        _person.LastSignedInAt,
        WrongTries = _person.AccessFailedCount,
        LockedUntil = _person.LockoutEnd,
        _person.RevokedAt,
        _person.WipedAt,
    };

    private IQueryable<object> Sessions() => _db.Sessions.AsNoTracking().Where(row => row.PersonId == _person.Id).OrderBy(row => row.CreatedAt)
        .Select(row => new { row.Id, row.Method, Origin = row.OriginId, row.CreatedAt, row.SeenAt, row.EndedAt });

    private IQueryable<object> Origins() => _db.Origins.AsNoTracking()
        .Where(row => _db.Sessions.Any(session => session.OriginId == row.Id && session.PersonId == _person.Id)).OrderBy(row => row.Id)
        .Select(row => new { row.Id, row.Address, row.Browser, row.SeenAt });

    private IQueryable<object> Links() => _db.AccountLinks.AsNoTracking().Where(row => row.PersonId == _person.Id).OrderBy(row => row.ExpiresAt)
        .Select(row => new { row.Purpose, row.ExpiresAt, row.UsedAt });

    private IQueryable<object> Audit() => PersonRecords.Audited(_db, _person.Id).OrderBy(row => row.At).ThenBy(row => row.Node).ThenBy(row => row.Sequence)
        .Select(row => new { row.At, row.By, row.Action, row.Subject, row.Detail, row.Origin, row.Outcome });

    private IQueryable<object> Texts()
    {
        var by = KnownPerson.SubjectOf(_person.Id);
        return _db.Texts.AsNoTracking().Where(row => row.By == by).OrderBy(row => row.WrittenAt).Select(row => new { row.Id, row.WrittenAt, row.Text });
    }

    private IQueryable<object> Subscriptions()
    {
        var email = _person.Email?.ToLowerInvariant();
        return _db.Subscribers.AsNoTracking().Where(row => row.Email == email).OrderBy(row => row.SubscribedAt)
            .Select(row => new
            {
                row.Email,
                row.Basis,
                row.Source,
                row.SubscribedAt,
                row.ConsentedAt,
                row.UnsubscribedAt,
                row.UnsubscribedHow,
                row.UndeliverableAt,
                Topics = _db.SubscriberTopics.Where(topic => topic.SubscriberId == row.Id).OrderBy(topic => topic.Topic).Select(topic => topic.Topic).ToList(),
            });
    }

    private IQueryable<object> Newsletters()
    {
        var email = _person.Email?.ToLowerInvariant();
        return _db.Deliveries.AsNoTracking().Where(row => _db.Subscribers.Any(own => own.Id == row.SubscriberId && own.Email == email)).OrderBy(row => row.ChangedAt)
            .Select(row => new { Issue = row.IssueId, row.State, row.Attempts, row.ChangedAt });
    }

    private IQueryable<object> Bounces()
    {
        var email = _person.Email?.ToLowerInvariant();
        return _db.Bounces.AsNoTracking().Where(row => _db.Subscribers.Any(own => own.Id == row.SubscriberId && own.Email == email)).OrderBy(row => row.At)
            .Select(row => new { Issue = row.IssueId, row.Kind, row.Status, row.Source, row.At, row.ReceivedAt });
    }

    private IQueryable<object> SignUps()
    {
        var email = _person.Email?.ToLowerInvariant();
        return _db.SubscriptionRequests.AsNoTracking().Where(row => row.Email == email).OrderBy(row => row.AskedAt)
            .Select(row => new { row.Email, row.Topics, row.AskedAt, row.ExpiresAt, row.ConfirmedAt });
    }

    private IQueryable<object> Mail()
    {
        var (email, lower) = (_person.Email, _person.Email?.ToLowerInvariant());
        return _db.Outbox.AsNoTracking().Where(row => email != null && (row.Recipient == email || row.Recipient.ToLower() == lower)).OrderBy(row => row.CreatedAt)
            .Select(row => new { row.Recipient, row.Subject, row.State, row.CreatedAt, row.SentAt });
    }

    private IQueryable<object> Applications()
    {
        var key = _person.Email?.ToLowerInvariant();
        return _db.Applications.AsNoTracking().Where(row => key != null && row.EmailKey == key).OrderBy(row => row.CreatedAt)
            .Select(row => new
            {
                row.Reference,
                row.Kind,
                row.State,
                row.Locode,
                row.UnlistedPort,
                row.Role,
                row.CompanyNumber,
                row.Name,
                row.Email,
                row.Telephone,
                row.Evidence,
                row.AskedBy,
                row.CreatedAt,
                row.SubmittedAt,
                row.DecidedAt,
            });
    }

    private IQueryable<object> ApplicationMessages()
    {
        var key = _person.Email?.ToLowerInvariant();
        return _db.ApplicationMessages.AsNoTracking().Where(said => key != null && _db.Applications.Any(row => row.Id == said.ApplicationId && row.EmailKey == key)).OrderBy(said => said.At)
            .Select(said => new { said.Kind, said.At, said.Text });
    }

    private IQueryable<object> SchemeParts() => _db.SchemeContacts.AsNoTracking().Where(row => row.PersonId == _person.Id).OrderBy(row => row.Since)
        .Select(row => new { row.Locode, row.Part, row.Since });

    private IQueryable<object> SavedViews() => _db.SavedViews.AsNoTracking().Where(row => row.PersonId == _person.Id).OrderBy(row => row.Position)
        .Select(row => new { row.Name, row.Title, row.Query, row.MailedSince, row.SavedAt });

    private IQueryable<object> IssueRevisions()
    {
        var by = KnownPerson.SubjectOf(_person.Id);
        return _db.IssueRevisions.AsNoTracking().Where(row => row.SavedBy == by).OrderBy(row => row.SavedAt)
            .Select(row => new { Issue = row.IssueId, row.Number, row.Subject, row.Body, row.SavedAt });
    }

    private IQueryable<object> IssueWorkings() => _db.IssueWorkings.AsNoTracking().Where(row => row.PersonId == _person.Id).OrderBy(row => row.SeenAt)
        .Select(row => new { Issue = row.IssueId, row.Subject, row.Body, row.KeptAt, row.SeenAt });

    private IQueryable<object> IssueComments()
    {
        var by = KnownPerson.SubjectOf(_person.Id);
        return _db.IssueComments.AsNoTracking().Where(row => row.By == by).OrderBy(row => row.At)
            .Select(row => new { Issue = row.IssueId, row.Number, row.Revision, row.Line, row.Text, row.At });
    }

    private IQueryable<object> IssueReasons()
    {
        var by = KnownPerson.SubjectOf(_person.Id);
        return _db.IssueReasons.AsNoTracking().Where(row => row.By == by).OrderBy(row => row.At)
            .Select(row => new { Issue = row.IssueId, row.Reason, row.At });
    }

    private static async Task WriteAsync(PipeWriter pipe, Utf8JsonWriter json, string name, IQueryable<object> rows, CancellationToken ct)
    {
        json.WriteStartArray(name);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            JsonSerializer.Serialize(json, row, row.GetType(), DomainJson.Options);
            if (pipe.UnflushedBytes > MostPending)
                await pipe.FlushAsync(ct);
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, value.GetType(), DomainJson.Options);
    }
}
