namespace PortSafe.Domain.Newsletters;

/// <summary>Something that is done to an issue.</summary>
public enum IssueStep
{
    /// <summary>Save another revision.</summary>
    Save,

    /// <summary>Put it forward for review.</summary>
    Submit,

    /// <summary>Send it back to be written on; an approval is void then.</summary>
    Return,

    Approve,

    /// <summary>Say when it leaves.</summary>
    Schedule,

    /// <summary>Take back when it leaves.</summary>
    Unschedule,

    /// <summary>Begin to send.</summary>
    Start,

    Cancel,

    /// <summary>Take a cancelled issue up again.</summary>
    Reopen,

    Pause,

    Resume,

    Stop,

    /// <summary>Send copies again of which nobody knows whether they arrived.</summary>
    SendAgain,
}

/// <summary>Which step an issue may take from which state. Pure.</summary>
public static class IssueSteps
{
    private static readonly Dictionary<IssueStep, (string[] From, string Refusal)> Rules = new()
    {
        [IssueStep.Save] = ([IssueState.Draft], "Only a draft can be changed. Take the issue back to draft first."),
        [IssueStep.Submit] = ([IssueState.Draft], "Only a draft can be put forward for review."),
        [IssueStep.Return] = ([IssueState.InReview, IssueState.Approved, IssueState.Scheduled], "Only an issue that is in review or approved, and has not begun to leave, can go back to draft."),
        [IssueStep.Approve] = ([IssueState.InReview], "Only an issue that is in review can be approved."),
        [IssueStep.Schedule] = ([IssueState.Approved, IssueState.Scheduled], "Only an approved issue can be given a time to leave."),
        [IssueStep.Unschedule] = ([IssueState.Scheduled], "This issue has no time to leave."),
        [IssueStep.Start] = ([IssueState.Approved, IssueState.Scheduled], "Only an approved issue can be sent."),
        [IssueStep.Cancel] = ([IssueState.Draft, IssueState.InReview, IssueState.Approved, IssueState.Scheduled], "An issue that has begun to leave cannot be cancelled. Stop it instead."),
        [IssueStep.Reopen] = ([IssueState.Cancelled], "Only a cancelled issue can be taken up again."),
        [IssueStep.Pause] = ([IssueState.Sending], "Only an issue that is being sent can be paused."),
        [IssueStep.Resume] = ([IssueState.Paused], "Only a paused issue can go on."),
        [IssueStep.Stop] = ([IssueState.Sending, IssueState.Paused], "Only an issue that is being sent, or is paused, can be stopped."),
        [IssueStep.SendAgain] = ([IssueState.Sending, IssueState.Paused, IssueState.Sent], "Copies can be sent again only of an issue that is being sent, is paused or was sent."),
    };

    /// <param name="state">One of <see cref="IssueState"/>.</param>
    public static bool Allows(string state, IssueStep step) => Rules[step].From.Contains(state);

    /// <returns><c>issue-state</c>; null when the step may be taken.</returns>
    public static Error? WhyNot(string state, IssueStep step) => Allows(state, step) ? null : Error.Conflict("issue-state", Rules[step].Refusal);
}
