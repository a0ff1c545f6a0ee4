namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>What people outside JMSC, and programs, do with the twins, in this order; each with what is wrong as well as with what is right.</summary>
internal static class TwinActs
{
    /// <summary>The issue that the acts leave in review.</summary>
    public const string Issue = "2026Q3";

    private const string Draft = $"/newsletters/{Issue}/edit";
    private const string Review = $"/newsletters/{Issue}/review";
    private const string Csv = "text/csv";
    private const string Json = "application/json";
    private const string Body =
        "# The quarter\r\n\r\nThere were {{stat:reports}} reports, of which {{stat:reports group=insider}} of insiders and {{stat:reports region=\"South East\"}} in the South East; " +
        "before that {{stat:reports period=2025Q4}}.\r\n\r\n{{table:reports-by-region}}\r\n\r\n{{table:reports-by-group}}\r\n\r\n{{table:key-figures}}\r\n\r\n{{chart:reports-by-quarter}}\r\n\r\n{{chart:staff-reached}}\r\n";

    public static IEnumerable<TwinRequest> All(IReadOnlyList<TwinAsker> askers)
    {
        TwinAsker Who(string name) => askers.Single(asker => asker.Name == name);
        var (nobody, editor, approver) = (Who("nobody"), Who("editor"), Who("approver"));
        return
        [
            .. OfManager(Who($"manager of {TwinPeople.SmallPort}"), TwinPeople.SmallPort), .. OfManager(Who($"manager of {TwinPeople.YearPort}"), TwinPeople.YearPort),
            .. OfAnalyst(Who("analyst")), .. OfEditor(editor, approver), .. OfNobody(nobody), .. OfPrograms(Who("key import:awareness"), Who("key import:reports"), Who("key read:released")),
        ];
    }

    private static IEnumerable<TwinRequest> OfManager(TwinAsker manager, string port)
    {
        var (page, api) = ($"/ports/{port}", $"/api/v1/ports/{port}");
        (string, string)[] on = [("date.Day", "2"), ("date.Month", "9"), ("date.Year", "2026")];
        yield return TwinRequest.Form($"{page}/briefings/new", manager, [.. on, ("audience", "other"), ("headcount", "38")]);
        yield return TwinRequest.Form($"{page}/briefings/new", manager, ("date.Day", "31"), ("headcount", "many"));
        yield return TwinRequest.Form($"{page}/milestones/new", manager, [.. on, ("milestone", "drill"), ("note", "With the harbour police.")]);
        yield return TwinRequest.Form($"{page}/milestones/new", manager, ("milestone", "unknown"));
        yield return TwinRequest.Form($"{page}/quarter-figures/new", manager,
            ("quarter", "2026Q3"), ("headcount", "600"), ("briefed_security", "5"), ("briefed_other", "40"), ("act_completions", "0"),
            ("survey_responses", "12"), ("know_line", "9"), ("believe_anonymous", "8"), ("confident_to_report", "7"));
        yield return TwinRequest.Form($"{page}/quarter-figures/new", manager, ("quarter", "2026Q3"), ("headcount", "1"), ("briefed_security", "5"));
        yield return TwinRequest.Send($"{api}/briefings", manager, Json, """{"at":"2026-08-03","audience":"security","headCount":7}""");
        yield return TwinRequest.Send($"{api}/briefings", manager, Json, """{"at":"2026-08-03","audience":"security","headCount":7}""");
        yield return TwinRequest.Send($"{api}/milestones", manager, Json, """{"at":"2026-09-01"}""");
        yield return TwinRequest.Form($"/ports/{TwinPeople.BandPort}/briefings/new", manager, [.. on, ("audience", "other"), ("headcount", "38")]);
    }

    /// <summary>Views that are cited are read by everyone afterwards, where their answers say that they are.</summary>
    private static IEnumerable<TwinRequest> OfAnalyst(TwinAsker analyst)
    {
        yield return TwinRequest.Form($"{TwinPaths.Cite}measure=reports&by=region&period=2026Q3", analyst);
        yield return TwinRequest.Form($"{TwinPaths.Cite}measure=reports&compare=region:wales&region=south-east", analyst);
        yield return TwinRequest.Form($"{TwinPaths.Cite}measure=reports&period=2026Q4", analyst);
        yield return TwinRequest.Form("/explore/save?measure=reports&by=group&compare=last-year", analyst, ("name", "Kinds of report"), ("title", "What is reported"));
        yield return TwinRequest.Form("/explore/save?measure=reports&by=region&chart=map", analyst, ("name", ""), ("title", new string('x', 201)));
        yield return TwinRequest.Form($"/explore/saved/{TwinStory.SavedView}", analyst, ("name", "The South East"), ("mailed", "true"));
        yield return TwinRequest.Form("/explore/saved?handler=Raise", analyst, ("view", TwinStory.SavedView));
    }

    private static IEnumerable<TwinRequest> OfEditor(TwinAsker editor, TwinAsker approver)
    {
        yield return TwinRequest.Get(Draft, editor);
        yield return TwinRequest.Form($"{Draft}?handler=Compile", editor);
        yield return TwinRequest.Form($"{Draft}?handler=Preview", editor, ("revision", "2"), ("subject", "What was reported"), ("body", Body));
        yield return TwinRequest.Form($"{Draft}?handler=Preview", editor, ("revision", "2"), ("subject", ""), ("body", "There were 7 reports at Dover, {{stat:reports region=Wale}}."));
        yield return TwinRequest.Form($"{Draft}?handler=Save", editor, ("revision", "1"), ("subject", "What was reported"), ("body", "{{stat:weather}} {{stat:reports period=2026Q4}}"));
        yield return TwinRequest.Form($"{Draft}?handler=Save", editor, ("revision", "2"), ("subject", "What was reported"), ("body", Body));
        yield return TwinRequest.Form("/newsletters/2026Q4/edit?handler=Compile", editor);
        yield return TwinRequest.Get(Draft, editor);
        yield return TwinRequest.Form($"{Review}?handler=Submit", editor, ("revision", "3"));
        yield return TwinRequest.Form($"{Review}?handler=Approve", editor, ("revision", "3"), ("confirmed", "true"));
        yield return TwinRequest.Form($"{Review}?handler=Approve", approver, ("revision", "2"), ("confirmed", "true"));
    }

    private static IEnumerable<TwinRequest> OfNobody(TwinAsker nobody)
    {
        yield return TwinRequest.Form("/sign-in", nobody, ("email", SampleSite.Analyst), ("password", "guessed and wrong"));
        yield return TwinRequest.Form("/sign-in", nobody, ("email", "nobody"), ("password", ""));
        yield return TwinRequest.Form("/recover", nobody, ("email", SampleSite.JmscAnalyst));
        yield return TwinRequest.Form("/recover", nobody, ("email", "stranger@ports.example"));
    }

    private static IEnumerable<TwinRequest> OfPrograms(TwinAsker awareness, TwinAsker reports, TwinAsker reader)
    {
        yield return TwinRequest.Send("/api/v1/imports/awareness", awareness, Csv,
            "quarter,locode,headcount,briefed_security,briefed_other,act_completions,survey_responses,know_line,believe_anonymous,confident_to_report\n2026Q3,GBNHV,565,4,30,1,0,0,0,0\n");
        yield return TwinRequest.Send("/api/v1/imports/awareness", awareness, Csv, "quarter,locode,name\n2026Q3,GBNHV,Somebody\n");
        // What one of the two holds already, word for word, is neither confirmed nor denied.
        yield return TwinRequest.Send("/api/v1/imports/reports?source=crimestoppers", reports, Csv, TwinStory.Statement("2026-07", "2026-09", null)) with { IsGuess = true };
        yield return TwinRequest.Send("/api/v1/imports/reports?source=crimestoppers", reports, Csv, TwinStory.Text([$"2026-08,{TwinPeople.SmallPort},insider-recruited,1"]));
        yield return TwinRequest.Send("/api/v1/imports/reports?source=another", reports, Csv, TwinStory.Text([$"2026-08,{TwinPeople.SmallPort},insider-recruited,1"]));
        yield return TwinRequest.Send("/api/v1/imports/reports?source=crimestoppers", reports, Csv, TwinStory.Text([$"2026-08,GBZZZ,insider-recruited,1", "2026-08,GBDVR,weather,1"]));
        yield return TwinRequest.Send("/api/v1/imports/reports?source=crimestoppers", reader, Csv, TwinStory.Text([$"2026-08,{TwinPeople.SmallPort},insider-recruited,1"]));
    }
}
