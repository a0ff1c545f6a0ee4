using PortSafe.Domain;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;

namespace PortSafe.Api.Ports;

/// <summary>A port and its scheme today.</summary>
/// <param name="Stage">Null while the port has no scheme.</param>
/// <param name="Score">0 to 100, to one decimal place; null while too little is known.</param>
/// <param name="Known">Points of the 100 that are known.</param>
/// <param name="Milestones">The day since which each milestone holds; those that do not hold are left out.</param>
/// <param name="Sequence">How many events the port's stream holds.</param>
internal sealed record PortAnswer(
    Locode Locode,
    string Name,
    Region Region,
    PortSize Size,
    DateOnly? ClosedOn,
    Stage? Stage,
    DateOnly? ChangesOn,
    double? Score,
    double Known,
    IReadOnlyDictionary<string, DateOnly?> Milestones,
    AwarenessAnswer Awareness,
    int Sequence)
{
    public static PortAnswer Of(PortStatus status) => new(
        status.Locode,
        status.Name,
        status.Region,
        status.Size,
        status.ClosedOn,
        status.Stage,
        status.ChangesOn,
        status.Score.Value is { } score ? Math.Round(score, 1) : null,
        status.Score.Known,
        status.Milestones.Where(item => item.Holds).ToDictionary(item => item.Milestone.Code, item => item.RecordedOn, StringComparer.Ordinal),
        AwarenessAnswer.Of(status),
        status.Sequence);
}

/// <summary>Awareness over the last four quarters, in heads. Answers to the survey are left out below ten responses.</summary>
internal sealed record AwarenessAnswer(Quarter First, Quarter Last, int? Headcount, int Briefed, int ActCompletions, int? Responses, int? KnowLine, int? BelieveAnonymous, int? ConfidentToReport)
{
    public static AwarenessAnswer Of(PortStatus status)
    {
        var window = status.Awareness;
        int? Shown(int answers) => window.HasSurvey ? answers : null;
        return new AwarenessAnswer(
            window.First,
            window.Last,
            window.Headcount,
            window.Briefed,
            window.ActCompletions,
            Shown(window.Responses),
            Shown(window.KnowLine),
            Shown(window.BelieveAnonymous),
            Shown(window.ConfidentToReport));
    }
}
