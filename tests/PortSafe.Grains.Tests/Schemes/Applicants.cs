using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Schemes;
using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;
using PortSafe.Grains.Tests.Accounts;
using PortSafe.Testing.Databases;
using PortSafe.Testing.Ports;

namespace PortSafe.Grains.Tests.Schemes;

/// <summary>Somebody who applies, with the browser's session.</summary>
internal static partial class Applicants
{
    public const string Origin = "0192d8a5-0000-7000-8000-000000000009";
    public const string Email = "Pat.Officer@harbour.example";

    public static Locode Port { get; } = Locode.Parse("GBFXT");

    /// <summary>A desk with Felixstowe and Dover in the register, neither of which has applied.</summary>
    public static async Task<AccountDesk> OpenAsync(DatabaseKind kind)
    {
        var desk = await AccountDesk.CreateAsync(kind);
        await desk.AddPortAsync(new PortBuilder(Port.ToString()).Added());
        await desk.AddPortAsync(new PortBuilder("GBDVR").Added("Dover"));
        return desk;
    }

    public static JoinDesk Join(this AccountDesk desk) => desk.Get<JoinDesk>();

    /// <returns>The session of an application with every answer, which is not sent.</returns>
    public static async Task<string> DraftAsync(this AccountDesk desk, string email = Email, Locode? port = null, string? unlisted = null)
    {
        var session = await desk.Join().StartAsync(ApplicantRole.All[0], default);
        Assert.Null((await desk.Join().SaveYouAsync(session, "Pat Officer", email, "01394 604 500", default)).Error);
        Assert.Null((await (unlisted is null ? desk.Join().SavePortAsync(session, port ?? Port, default) : desk.Join().SaveUnlistedPortAsync(session, unlisted, default))).Error);
        Assert.Null((await desk.Join().SaveEvidenceAsync(session, "I am on the port’s website.\nAsk the harbour master.", default)).Error);
        return session;
    }

    /// <returns>The reference of an application that was sent.</returns>
    public static async Task<ApplicationReference> SendAsync(this AccountDesk desk, string email = Email, Locode? port = null, string? unlisted = null)
    {
        var sent = await desk.Join().SubmitAsync(await desk.DraftAsync(email, port, unlisted), Origin, default);
        Assert.True(sent.Succeeded(out var answers, out var error), error?.Message);
        return answers.Reference;
    }

    /// <returns>A session that began with the last link that was mailed to an address.</returns>
    public static async Task<string> OpenLinkAsync(this AccountDesk desk, string email = Email)
    {
        var opened = await desk.Join().OpenLinkAsync(await desk.LinkAsync(email), default);
        Assert.True(opened.Succeeded(out var found, out var error), error?.Message);
        return found.Session;
    }

    /// <summary>The token of the last link that was mailed to an address.</summary>
    public static async Task<string> LinkAsync(this AccountDesk desk, string email = Email) =>
        (await desk.MailAsync(email)).Select(body => Link().Match(body)).Last(match => match.Success).Groups["token"].Value;

    /// <summary>The bodies of the messages to an address, in the order in which they were written.</summary>
    public static Task<List<string>> MailAsync(this AccountDesk desk, string email = Email) =>
        desk.ReadAsync(db => db.Outbox.AsNoTracking().Where(row => row.Recipient == email).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Body).ToListAsync());

    public static Task<ApplicationRow> RowAsync(this AccountDesk desk, ApplicationReference reference)
    {
        var code = reference.ToString();
        return desk.ReadAsync(db => db.Applications.AsNoTracking().SingleAsync(row => row.Reference == code));
    }

    public static async Task<IReadOnlyList<PortEvent>> EventsAsync(this AccountDesk desk, Locode? port = null) =>
        (await desk.Get<Data.Ports.EventStore>().LoadAsync(port ?? Port, default)).Events;

    public static Task<Result<T>> DecideAsync<T>(this AccountDesk desk, Func<ApplicationDesk, Task<Result<T>>> decide) => desk.UseAsync(decide);

    /// <summary>Runs the nightly job.</summary>
    public static Task RunAsync(this AccountDesk desk) => desk.UseAsync(async (ApplicationsJob job) =>
    {
        await job.ExecuteAsync("", default);
        return true;
    });

    [GeneratedRegex("/join/continue/(?<token>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
