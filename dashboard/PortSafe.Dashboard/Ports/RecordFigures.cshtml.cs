using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Data;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using KnownQuarter = PortSafe.Domain.Quarter;

namespace PortSafe.Dashboard.Ports;

/// <summary>Records, or corrects, a port's awareness figures for one quarter.</summary>
public sealed class RecordFiguresModel(IGrains grains, TimeProvider clock) : RecordPage(grains)
{
    private const int OfferedQuarters = 9;

    [BindProperty(Name = "quarter")]
    public string? Quarter { get; set; }

    [BindProperty(Name = "headcount")]
    public string? Headcount { get; set; }

    [BindProperty(Name = "briefed_security")]
    public string? BriefedSecurity { get; set; }

    [BindProperty(Name = "briefed_other")]
    public string? BriefedOther { get; set; }

    [BindProperty(Name = "act_completions")]
    public string? ActCompletions { get; set; } = "0";

    [BindProperty(Name = "survey_responses")]
    public string? SurveyResponses { get; set; } = "0";

    [BindProperty(Name = "know_line")]
    public string? KnowLine { get; set; } = "0";

    [BindProperty(Name = "believe_anonymous")]
    public string? BelieveAnonymous { get; set; } = "0";

    [BindProperty(Name = "confident_to_report")]
    public string? ConfidentToReport { get; set; } = "0";

    /// <summary>The quarter in progress and two years before it, the latest first.</summary>
    public IReadOnlyList<Choice> Quarters =>
        [.. Enumerable.Range(0, OfferedQuarters).Select(back => KnownQuarter.Of(clock.Today()).Add(-back)).Select(quarter => new Choice(quarter.ToString(), quarter.Title))];

    public void OnGet()
    {
        Quarter = KnownQuarter.Of(clock.Today()).Previous.ToString();
        Headcount = Status.Awareness.Headcount?.ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!KnownQuarter.TryParse(Quarter, null, out var quarter))
            ModelState.AddModelError("quarter", "Choose a quarter.");
        if (Read() is not { } figures || !ModelState.IsValid)
            return Page();
        foreach (var error in figures.Errors())
            ModelState.AddModelError(error.Field ?? "", error.Message);
        if (!ModelState.IsValid)
            return Page();
        return Finish(await Grain.RecordQuarterFiguresAsync(new RecordQuarterFigures(quarter, figures), Actor, Gone), $"Figures for {quarter.Title} recorded.");
    }

    private QuarterFigures? Read()
    {
        int?[] numbers =
        [
            Number(Headcount, "headcount", "the number of staff"),
            Number(BriefedSecurity, "briefed_security", "the staff briefed"),
            Number(BriefedOther, "briefed_other", "the staff briefed"),
            Number(ActCompletions, "act_completions", "the completions"),
            Number(SurveyResponses, "survey_responses", "the answers"),
            Number(KnowLine, "know_line", "how many know the line"),
            Number(BelieveAnonymous, "believe_anonymous", "how many believe that it is anonymous"),
            Number(ConfidentToReport, "confident_to_report", "how many feel confident"),
        ];
        return numbers is [{ } headcount, { } security, { } other, { } completions, { } responses, { } know, { } believe, { } confident]
            ? new QuarterFigures(headcount, security, other, completions, responses, know, believe, confident)
            : null;
    }
}
