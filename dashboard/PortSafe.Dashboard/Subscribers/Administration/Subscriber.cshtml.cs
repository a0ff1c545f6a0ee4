using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Subscribers;

namespace PortSafe.Dashboard.Subscribers.Administration;

/// <summary>One subscriber: what they receive and why, what was sent, and what came back.</summary>
public sealed class SubscriberModel(SubscriberRecords records, SubscriberDesk desk) : OneSubscriberPage(records)
{
    /// <summary>Lines of each list; all of them are in the download.</summary>
    public int MostShown => 50;

    [TempData(Key = ListModel.DoneKey)]
    public string? Done { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostExportAsync()
    {
        if (!(await desk.ExportAsync(Subscriber.Id, Actor, Gone)).Succeeded(out var export, out var error))
            return Refuse(error);
        Response.Headers.CacheControl = "no-store";
        return File(export.ToBytes(), "application/json; charset=utf-8", export.FileName);
    }

    public string WordsOf(SubscriberDelivery copy) => copy.State switch
    {
        "accepted" => "Accepted by their mail server",
        "failed" => "Refused by their mail server",
        "uncertain" => "Sent, without an answer",
        "excluded" => "Left out, as unsubscribed or undeliverable by then",
        "deferred" => "Refused for now, tried again later",
        _ => "On its way",
    };
}
