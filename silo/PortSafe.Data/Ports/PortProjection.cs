using System.Text.Json;
using PortSafe.Domain;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Data.Ports;

/// <summary>Computes a port's read models from its events, the same way on every write and in a rebuild.</summary>
internal static class PortProjection
{
    /// <exception cref="InvalidDataException">The stream has no event that adds the port to the register.</exception>
    public static PortStatusRow Status(Locode port, IReadOnlyList<PortEvent> events, DateOnly today)
    {
        var facts = SchemeFacts.From(events, today);
        if (facts is not { AddedOn: { } addedOn, Name: { } name, Region: { } region, Size: { } size })
            throw new InvalidDataException($"The events of {port} do not add it to the register.");
        var (stage, score) = (Stages.Of(facts), Score.PointsOf(facts));
        var isMember = stage?.IsMember == true;
        return new PortStatusRow
        {
            Locode = port,
            Name = name,
            NameKey = PortNames.KeyOf(name),
            Region = region,
            Size = size.Code,
            Latitude = facts.Latitude ?? 0,
            Longitude = facts.Longitude ?? 0,
            AddedOn = addedOn,
            ClosedOn = facts.ClosedOn,
            SchemeFrom = FirstSchemeDay(events),
            Stage = stage?.Code,
            Score = isMember ? score.Rounded : null,
            Band = isMember ? score.Band?.Code : null,
            ReviewDueOn = facts.ReviewDueOn,
            ChangesOn = Earlier(SchemeOutlook.ChangesOn(facts), NextDated(events, today)),
            LastActionOn = facts.LastActionOn,
            Newsletter = facts.NewsletterDeliverable,
            Facilities = facts.Facilities.Count == 0 ? null : JsonSerializer.Serialize(facts.Facilities.Values.OrderBy(facility => facility.Number), DomainJson.Options),
            Sequence = events.Count,
        };
    }

    /// <summary>A row for each quarter from the first to the last in which the port had a scheme or awareness figures.</summary>
    public static IEnumerable<PortQuarterRow> Quarters(Locode port, IReadOnlyList<PortEvent> events, Quarter first, Quarter last)
    {
        if (FirstQuarter(events) is not { } begin)
            yield break;
        var quarters = Quarter.Range(begin > first ? begin : first, last).ToList();
        foreach (var facts in SchemeFacts.FromEach(events, quarters.Select(quarter => quarter.End)))
            yield return AtEndOf(Quarter.Of(facts.AsOf), port, facts);
    }

    /// <summary>The earliest quarter that a new event can change.</summary>
    public static Quarter FirstAffected(IEnumerable<PortEvent> added) => added
        .Select(item => item is QuarterFiguresRecorded figures ? figures.Quarter : Quarter.Of(item.At))
        .Min();

    /// <summary>The first quarter in which the port had a scheme or awareness figures; null while there is none.</summary>
    public static Quarter? FirstQuarter(IReadOnlyList<PortEvent> events) => FirstSchemeDay(events) is { } day ? Quarter.Of(day) : null;

    private static DateOnly? FirstSchemeDay(IReadOnlyList<PortEvent> events)
    {
        DateOnly? first = null;
        foreach (var item in events)
        {
            if (item is not (PortAdded or PortRenamed or PortClosed or FacilityAdded or FacilityRenamed or FacilityClosed) && (first is null || item.At < first))
                first = item.At;
        }
        return first;
    }

    /// <summary>The day of the first event that is dated after today, which another machine's clock has let through.</summary>
    private static DateOnly? NextDated(IReadOnlyList<PortEvent> events, DateOnly today)
    {
        DateOnly? next = null;
        foreach (var item in events)
        {
            if (item.At > today)
                next = Earlier(next, item.At);
        }
        return next;
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    private static PortQuarterRow AtEndOf(Quarter quarter, Locode port, SchemeFacts facts)
    {
        var year = AwarenessWindow.LastFourQuarters(facts);
        return new PortQuarterRow
        {
            Locode = port,
            Quarter = quarter,
            Region = facts.Region ?? default,
            Size = facts.Size?.Code ?? "",
            Stage = Stages.Of(facts)?.Code,
            Score = Score.PointsOf(facts).Value,
            Headcount = year.Headcount,
            Briefed = year.Briefed,
            SurveyResponses = year.Responses,
            KnowLine = year.KnowLine,
            BelieveAnonymous = year.BelieveAnonymous,
            ConfidentToReport = year.ConfidentToReport,
            ActCompletions = AwarenessWindow.Over(facts, quarter, quarter).ActCompletions,
        };
    }
}
