using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Grains.Reports;

/// <summary>A member of which little is heard.</summary>
/// <param name="Headcount">The latest known; null when never recorded.</param>
/// <param name="Briefed">Staff briefed in the four quarters.</param>
/// <param name="Responses">Answers to the survey in the four quarters.</param>
public sealed record QuietPort(Locode Locode, string Name, Region Region, PortSize Size, Stage Stage, DateOnly? LastActionOn, int? Headcount, int Briefed, int Responses);

/// <summary>Members of which little is heard over four completed quarters, by what is missing. No port is in two lists.</summary>
/// <param name="NoData">No awareness was ever recorded of them.</param>
/// <param name="NoSign">Awareness was recorded, but in the four quarters nobody was briefed and nobody answered a survey.</param>
/// <param name="NoReports">Staff were reached, and nobody reported. Empty while a month of the four quarters is not known.</param>
/// <param name="Unknown">Months of the four quarters of which a source has not spoken.</param>
/// <param name="TooNew">Members that took no part yet when the four quarters began, on which it is too early to judge.</param>
public sealed record QuietPortLists(
    Quarter First, Quarter Last, int Members, IReadOnlyList<QuietPort> NoData, IReadOnlyList<QuietPort> NoSign, IReadOnlyList<QuietPort> NoReports, IReadOnlyList<Month> Unknown, int TooNew);

/// <summary>Finds the members of which little is heard, for JMSC. Each read is one of exact counts, and is written to the audit log as such.</summary>
public sealed class QuietPorts(IDbContextFactory<PortSafeDb> contexts, ReadModels readModels, ReportLedger ledger, TimeProvider clock)
{
    public async Task<Result<QuietPortLists>> ReadAsync(Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.ReadRawCounts))
            return Authority.Refusal;
        await readModels.CatchUpAsync(ct);
        var last = Quarter.Of(clock.Today().AddDays(1)).Previous;
        var first = last.Add(-3);
        if (!(await ledger.ReadAsync([.. Quarter.Range(first, last).SelectMany(quarter => quarter.Months)], by, ct)).Succeeded(out var reading, out var error))
            return error;
        var reported = reading.Counts.Where(item => item.Value.Reports > 0).Select(item => item.Key.Port).ToHashSet();
        var unknown = reading.Missing.Select(missing => missing.Month).Distinct().Order().ToList();

        var members = await MembersAsync(first, last, ct);
        var judged = members.Where(member => member.IsJudged).ToList();
        var (heard, never) = (judged.Where(member => member.HasRecords).ToLookup(member => member.Port is { Briefed: 0, Responses: 0 }), judged.Where(member => !member.HasRecords));
        return new QuietPortLists(
            first,
            last,
            members.Count,
            [.. never.Select(member => member.Port)],
            [.. heard[true].Select(member => member.Port)],
            unknown.Count > 0 ? [] : [.. heard[false].Select(member => member.Port).Where(port => !reported.Contains(port.Locode))],
            unknown,
            members.Count - judged.Count);
    }

    /// <param name="IsJudged">Whether it took part when the four quarters began, and the read models hold the last of them.</param>
    /// <param name="HasRecords">Whether any awareness was ever recorded, in the quarter in progress too.</param>
    private sealed record Member(QuietPort Port, bool IsJudged, bool HasRecords);

    private async Task<List<Member>> MembersAsync(Quarter first, Quarter last, CancellationToken ct)
    {
        var before = first.Previous;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.PortStatus.AsNoTracking().Where(row => Stage.MemberCodes.Contains(row.Stage!))
            .OrderBy(row => row.NameKey).ThenBy(row => row.Locode)
            .Select(row => new
            {
                row.Locode,
                row.Name,
                row.Region,
                row.Size,
                row.Stage,
                row.LastActionOn,
                WasMember = db.PortQuarters.Any(quarter => quarter.Quarter == before && quarter.Locode == row.Locode && Stage.MemberCodes.Contains(quarter.Stage!)),
                Year = db.PortQuarters.FirstOrDefault(quarter => quarter.Quarter == last && quarter.Locode == row.Locode),
                HasRecords = db.PortQuarters.Any(quarter => quarter.Locode == row.Locode && (quarter.Headcount != null || quarter.Briefed > 0)),
            })
            .ToListAsync(ct);
        var lately = await RecordedAsync(db, [.. rows.Where(row => !row.HasRecords).Select(row => row.Locode.ToString())], ct);
        return rows.ConvertAll(row => new Member(
            new QuietPort(
                row.Locode, row.Name, row.Region, PortSize.Parse(row.Size), Stage.Parse(row.Stage!), row.LastActionOn, row.Year?.Headcount, row.Year?.Briefed ?? 0, row.Year?.SurveyResponses ?? 0),
            row.WasMember && row.Year is not null,
            row.HasRecords || lately.Contains(row.Locode.ToString())));
    }

    /// <summary>Which of these have briefings or figures of a quarter that is not completed.</summary>
    private static async Task<IReadOnlySet<string>> RecordedAsync(PortSafeDb db, IReadOnlyList<string> ports, CancellationToken ct)
    {
        string[] types = [PortEventTypes.NameOf(typeof(BriefingHeld)), PortEventTypes.NameOf(typeof(QuarterFiguresRecorded))];
        return (await db.PortEvents.Where(row => ports.Contains(row.Stream) && types.Contains(row.Type)).Select(row => row.Stream).Distinct().ToListAsync(ct)).ToHashSet();
    }
}
