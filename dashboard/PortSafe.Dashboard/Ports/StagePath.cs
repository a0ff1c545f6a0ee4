using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Dashboard.Ports;

/// <summary>A step on a scheme's way.</summary>
/// <param name="On">The first day on which the stage held since the latest application; null for a step still ahead.</param>
/// <param name="IsCurrent">Whether the scheme stands here.</param>
/// <param name="IsSetback">Whether the stage asks for something to be put right before going on.</param>
public sealed record StageStep(Stage Stage, DateOnly? On, bool IsCurrent, bool IsSetback);

/// <summary>How a scheme came to where it stands, told from its dated facts.</summary>
public static class StagePath
{
    private static readonly Stage[] Way = [Stage.Registered, Stage.PackIssued, Stage.Launched, Stage.Active];

    /// <param name="history">All the port's events.</param>
    /// <param name="today">Up to which day to tell.</param>
    /// <returns>The steps taken, the one that holds, and those still ahead; empty while nobody has applied.</returns>
    public static IReadOnlyList<StageStep> Of(IReadOnlyList<PortEvent> history, DateOnly today)
    {
        var reached = Reached(history, today);
        if (reached is not [.., var (current, since)])
            return [];
        var place = Array.IndexOf(Way, current);
        var taken = Way.Where((_, index) => place < 0 || index <= place).Select(stage => Step(reached, stage, current)).Where(step => step.On is not null);
        if (place >= 0)
            return [.. taken, .. Ahead(place + 1)];
        var here = new StageStep(current, since, true, current != Stage.Applied);
        return current == Stage.Applied ? [here, .. Ahead(0)] : [.. taken, here];
    }

    private static StageStep Step(List<(Stage Stage, DateOnly On)> reached, Stage stage, Stage current)
    {
        var on = reached.Where(item => item.Stage == stage).Select(item => (DateOnly?)item.On).FirstOrDefault();
        return new StageStep(stage, on, stage == current, false);
    }

    private static IEnumerable<StageStep> Ahead(int from) => Way.Skip(from).Select(stage => new StageStep(stage, null, false, false));

    /// <summary>Each stage with the day from which it held, in order, since the latest application.</summary>
    private static List<(Stage Stage, DateOnly On)> Reached(IReadOnlyList<PortEvent> history, DateOnly today)
    {
        var reached = new List<(Stage Stage, DateOnly On)>();
        var days = history.Where(IsTurn).Select(item => item.At).Append(today).Where(day => day <= today).Distinct().Order().ToList();
        for (var index = 0; index < days.Count; index++)
        {
            var next = index + 1 < days.Count ? days[index + 1] : today.AddDays(1);
            for (DateOnly? day = days[index]; day < next;)
            {
                var facts = SchemeFacts.From(history, day.Value);
                Note(reached, Stages.Of(facts), day.Value);
                day = Stages.ChangesOn(facts);
            }
        }
        return reached;
    }

    /// <summary>Whether a stage can begin with it; the many records of awareness only keep one from ending.</summary>
    private static bool IsTurn(PortEvent item) => item is not (BriefingHeld or QuarterFiguresRecorded or ContactVerified or PortRenamed or NewsletterAddressChanged or FacilityAdded or FacilityRenamed or FacilityClosed);

    private static void Note(List<(Stage Stage, DateOnly On)> reached, Stage? stage, DateOnly day)
    {
        if (stage is null || reached is [.., (var last, _)] && last == stage)
            return;
        if (stage == Stage.Applied)
            reached.Clear();
        reached.Add((stage, day));
    }
}
