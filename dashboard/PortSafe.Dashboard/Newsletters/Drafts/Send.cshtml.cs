using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Data;
using PortSafe.Data.Newsletters;
using PortSafe.Domain;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Newsletters.Drafts;

/// <summary>When an issue leaves, how far it is, and what became of each copy.</summary>
public sealed class SendModel(IGrains grains, DeliveryLedger ledger, People people) : IssuePage(grains, people)
{
    [BindProperty(Name = "on")]
    public DateFields? On { get; set; }

    [BindProperty(Name = "time")]
    public string? Time { get; set; }

    public IssueView Issue { get; private set; } = null!;

    public DeliveryCounts Counts { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostScheduleAsync() => DoAsync(ScheduleAsync, "It leaves at that time by itself.", null, ShowAsync);

    public Task<IActionResult> OnPostUnscheduleAsync() => DoAsync(async () => (await Grain.ScheduleAsync(null, Actor, Gone)).Error, "It has no time to leave any more.", null, ShowAsync);

    public Task<IActionResult> OnPostStartAsync() => DoAsync(async () => (await Grain.StartAsync(Actor, Gone)).Error, "Copies are leaving. Everyone can now read it in the archive.", null, ShowAsync);

    public Task<IActionResult> OnPostResumeAsync() => DoAsync(async () => (await Grain.ResumeAsync(Actor, Gone)).Error, "Copies are leaving again.", null, ShowAsync);

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
        Counts = await ledger.CountAsync(issue.Id, Gone);
        return Page();
    }
}
