using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Sending;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>When an issue leaves, how far it is, and what became of each copy.</summary>
public sealed class SendModel(IGrains grains, DeliveryLedger ledger, SendSettlement settlement, RecipientsCsv recipients, People people, TimeProvider clock) : IssuePage(grains, people)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>How long one page is told; its browser then asks again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [BindProperty(Name = "on")]
    public DateFields? On { get; set; }

    [BindProperty(Name = "time")]
    public string? Time { get; set; }

    public IssueView Issue { get; private set; } = null!;

    public SendProgress Progress { get; private set; } = null!;

    public IReadOnlyList<SendCertificateRow> Certificates { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>How far the send is, once a second for as long as it goes on, as server-sent events.</summary>
    public async Task<IActionResult> OnGetEventsAsync()
    {
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var issue, out var error))
            return Refuse(error);
        Response.ContentType = "text/event-stream";
        Response.Headers.CacheControl = "no-store";
        try
        {
            await SseFormatter.WriteAsync(EventsAsync(issue.Id, Gone), Response.Body, Gone);
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The reader has left the page.
        }
        return new EmptyResult();
    }

    /// <summary>What became of every recipient.</summary>
    public async Task<IActionResult> OnGetCsvAsync()
    {
        if (!(await Grain.GetReviewAsync(Actor, Gone)).Succeeded(out var review, out var error))
            return Refuse(error);
        await recipients.RecordAsync(Key, Actor, Gone);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentDisposition = $"attachment; filename=portsafe-recipients-{Key}.csv";
        await recipients.WriteAsync(review.Issue.Id, Response.Body, Gone);
        return new EmptyResult();
    }

    public Task<IActionResult> OnPostScheduleAsync() => DoAsync(ScheduleAsync, "It leaves at that time by itself.", null, ShowAsync);

    public Task<IActionResult> OnPostUnscheduleAsync() => DoAsync(async () => (await Grain.ScheduleAsync(null, Actor, Gone)).Error, "It has no time to leave any more.", null, ShowAsync);

    public Task<IActionResult> OnPostStartAsync() => DoAsync(async () => (await Grain.StartAsync(Actor, Gone)).Error, "Copies are leaving. Everyone can now read it in the archive.", null, ShowAsync);

    public Task<IActionResult> OnPostResumeAsync() => DoAsync(async () => (await Grain.ResumeAsync(Actor, Gone)).Error, "Copies are leaving again.", null, ShowAsync);

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(Guid issue, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < Longest; await Task.Delay(Every, clock, ct))
        {
            var state = (await Grain.GetAsync(Actor, ct)).Value?.State;
            if (state != IssueState.Sending)
            {
                yield return new SseItem<string>("", "ended");
                yield break;
            }
            var progress = await ledger.ProgressAsync(issue, ct);
            var counts = SendLine.Of(progress.Counts).ToDictionary(line => line.Key, line => line.Count.ToString("N0", CultureInfo.InvariantCulture));
            yield return new SseItem<string>(
                JsonSerializer.Serialize(new { line = SendLine.Summary(progress, state), ended = SendLine.Ended(progress.Counts), counts }, JsonSerializerOptions.Web));
        }
    }

    private async Task<Error?> ScheduleAsync()
    {
        if (!(On ?? new DateFields()).Read("on").Succeeded(out var day, out var error))
            return error;
        if (!TimeOnly.TryParseExact(Time?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return Error.Invalid("time-unreadable", "Enter a time of day, such as 09:30.", "time");
        return (await Grain.ScheduleAsync(UkDate.At(day, time), Actor, Gone)).Error is { } refused ? refused with { Field = refused.Field == "at" ? "on" : refused.Field } : null;
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (!(await Grain.GetAsync(Actor, Gone)).Succeeded(out var issue, out var error))
            return Refuse(error);
        Issue = issue;
        Progress = await ledger.ProgressAsync(issue.Id, Gone);
        Certificates = await settlement.CertificatesAsync(issue.Id, Gone);
        return Page();
    }
}
