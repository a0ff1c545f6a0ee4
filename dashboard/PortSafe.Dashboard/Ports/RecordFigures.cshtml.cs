using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Pages.Forms;
using PortSafe.Data;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Imports;
using KnownQuarter = PortSafe.Domain.Quarter;

namespace PortSafe.Dashboard.Ports;

/// <summary>Records, or corrects, a quarter's awareness figures: first which quarter, then the figures, then what they replace.</summary>
public sealed class RecordFiguresModel(IGrains grains, TimeProvider clock) : RecordAwarenessPage(grains)
{
    private const int OfferedQuarters = 9;

    [BindProperty(SupportsGet = true, Name = "quarter")]
    public string? QuarterChoice { get; set; }

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

    /// <summary>Whether the reader has seen what the figures replace, or wants to go back and change them.</summary>
    [BindProperty(Name = "step")]
    public string? Step { get; set; }

    /// <summary>Null until it is chosen.</summary>
    public KnownQuarter? Quarter { get; private set; }

    /// <summary>The figures to check; null before that.</summary>
    public QuarterFigures? Entered { get; private set; }

    /// <summary>The quarter's figures as they stand; null when there are none.</summary>
    public QuarterFigures? Before { get; private set; }

    /// <summary>Single briefings of the quarter, which its figures replace; and how many attended them.</summary>
    public (int Count, int Heads) Briefings { get; private set; }

    /// <summary>The figures that stood when the reader was shown what would change.</summary>
    [BindProperty(Name = "seen")]
    public string? Seen { get; set; }

    /// <summary>Those that stand now, to be compared with them.</summary>
    public string Stands => Before?.ToString() ?? "";

    /// <summary>Whose staff: the port's name, or the facility's.</summary>
    public string Whose { get; private set; } = "";

    /// <summary>Whether the reader may bring a file as well.</summary>
    public bool MayUpload => Actor.MayImport(ImportKind.Awareness);

    /// <summary>Every figure as typed, by its field.</summary>
    public IReadOnlyList<(string Name, string? Value)> Typed =>
    [
        ("headcount", Headcount), ("briefed_security", BriefedSecurity), ("briefed_other", BriefedOther), ("act_completions", ActCompletions),
        ("survey_responses", SurveyResponses), ("know_line", KnowLine), ("believe_anonymous", BelieveAnonymous), ("confident_to_report", ConfidentToReport),
    ];

    /// <summary>The quarter in progress and two years before it, the latest first.</summary>
    public IReadOnlyList<Choice> Quarters =>
        [.. Enumerable.Range(0, OfferedQuarters).Select(back => KnownQuarter.Of(clock.Today()).Add(-back)).Select(quarter => new Choice(quarter.ToString(), quarter.Title))];

    public void OnGet()
    {
        FacilityChoice ??= FirstChoice;
        if (QuarterChoice is null)
        {
            QuarterChoice = KnownQuarter.Of(clock.Today()).Previous.ToString();
            return;
        }
        if (!Choose(out var facility))
            return;
        var standing = Standing(facility);
        Headcount = Before is null ? standing.LastOrDefault(item => item.Quarter < Quarter)?.Figures.Headcount.ToString() : null;
        if (Before is { } before)
            Fill(before);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Choose(out var facility))
            return Page();
        if (Read() is not { } figures || !ModelState.IsValid)
            return Page();
        foreach (var error in figures.Errors())
            ModelState.AddModelError(error.Field ?? "", error.Message);
        if (!ModelState.IsValid || Step == "change")
            return Page();
        if (Step == "record" && (Seen ?? "") != Stands)
            ModelState.AddModelError("", "Somebody else has changed these figures meanwhile. Look at what changes now.");
        else if (Step == "record")
        {
            return Finish(
                await Grain.RecordQuarterFiguresAsync(new RecordQuarterFigures(Quarter!.Value, figures, facility), Actor, Gone), $"Figures for {Quarter.Value.Title} recorded.");
        }
        Entered = figures;
        await FindBriefingsAsync(facility);
        return Page();
    }

    /// <summary>Which quarter, and whose staff; false with an error in the model state.</summary>
    private bool Choose(out FacilityNumber? facility)
    {
        facility = ReadFacility();
        if (!KnownQuarter.TryParse(QuarterChoice, null, out var quarter))
            ModelState.AddModelError("quarter", "Choose a quarter.");
        if (!ModelState.IsValid)
            return false;
        var chosen = facility;
        (Quarter, Whose) = (quarter, NameOf(chosen));
        Before = Standing(chosen).FirstOrDefault(item => item.Quarter == quarter)?.Figures;
        return true;
    }

    private async Task FindBriefingsAsync(FacilityNumber? facility)
    {
        if (!(await Grain.GetHistoryAsync(Actor, Gone)).Succeeded(out var history, out _))
            return;
        var replaced = history.Where(entry => entry.WithdrawnBy is null).Select(entry => entry.Event).OfType<BriefingHeld>()
            .Where(briefing => KnownQuarter.Of(briefing.At) == Quarter && (facility is null || briefing.Facility == facility))
            .ToList();
        Briefings = (replaced.Count, replaced.Sum(briefing => briefing.HeadCount));
    }

    private void Fill(QuarterFigures figures)
    {
        (Headcount, BriefedSecurity, BriefedOther) = ($"{figures.Headcount}", $"{figures.BriefedSecurity}", $"{figures.BriefedOther}");
        (ActCompletions, SurveyResponses) = ($"{figures.ActCompletions}", $"{figures.SurveyResponses}");
        (KnowLine, BelieveAnonymous, ConfidentToReport) = ($"{figures.KnowLine}", $"{figures.BelieveAnonymous}", $"{figures.ConfidentToReport}");
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
