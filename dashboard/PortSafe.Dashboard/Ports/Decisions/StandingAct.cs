using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Ports;

namespace PortSafe.Dashboard.Ports.Decisions;

/// <summary>Something that JMSC decides about a port's standing.</summary>
/// <param name="Code">As addresses have it.</param>
/// <param name="Title">What is done, as an instruction.</param>
/// <param name="Ask">The question that asks for the reason.</param>
/// <param name="Effects">What will follow, a sentence each.</param>
/// <param name="Done">What has been done, once it is.</param>
public sealed record StandingAct(string Code, string Title, string Ask, IReadOnlyList<string> Effects, string Done)
{
    private const string Kept = "Everything that was recorded stays.";

    public static StandingAct Suspend { get; } = new(
        "suspend",
        "Suspend the scheme",
        "Why is the scheme suspended?",
        [
            "From today the scheme reads “Suspended”. It does not count as a member, in this quarter’s release either.",
            "Nobody is reminded of its review. Its managers keep their accounts, and can still record what puts it right.",
            $"{Kept} Reinstate the scheme to end the suspension.",
        ],
        "The scheme is suspended.");

    public static StandingAct Withdraw { get; } = new(
        "withdraw",
        "Withdraw the scheme",
        "Why does the port leave the scheme?",
        [
            "From today the port takes no part: it does not count as a member, in this quarter’s release either, and nothing can be recorded of its scheme.",
            "Its managers keep their accounts and the mailing list its addresses, until you end them under People or they unsubscribe.",
            $"{Kept} The port can apply again, and you can reinstate it.",
        ],
        "The scheme is withdrawn.");

    public static StandingAct Close { get; } = new(
        "close",
        "Close the port",
        "Why does the port leave the register?",
        [
            "From today the port is not in the register, and it is in no figure of a later quarter.",
            "If it has a scheme, that ends with it. Releases that are frozen stay as they are, and earlier quarters still hold the port.",
            $"{Kept} Reinstate the port to open it again.",
        ],
        "The port is closed.");

    public static StandingAct Reinstate { get; } = new(
        "reinstate",
        "Reinstate",
        "Why is it reinstated?",
        [
            "What held before holds again from today: a closed port is in the register, and a scheme that was approved takes part.",
            "Its stage is worked out anew from what is recorded. If its self-check is over twelve months old, its review is due.",
        ],
        "Reinstated.");

    private static readonly StandingAct[] All = [Suspend, Withdraw, Close, Reinstate];

    public static StandingAct? Find(string? code) => Array.Find(All, act => act.Code == code);

    /// <summary>What can be decided about a port as it stands.</summary>
    public static IEnumerable<StandingAct> For(PortStatus port)
    {
        if (port.ClosedOn is not null)
            return [Reinstate];
        if (port.Stage == Stage.Suspended)
            return [Reinstate, Withdraw, Close];
        if (port.Stage == Stage.Withdrawn || port.Stage == Stage.Rejected)
            return [Reinstate, Close];
        return port.Stage?.IsMember == true ? [Suspend, Withdraw, Close] : port.Stage == Stage.Applied ? [Withdraw, Close] : [Close];
    }

    /// <summary>Decides it, from today on.</summary>
    public Task<Result<PortStatus>> DecideAsync(IPortGrain grain, DateOnly today, string reason, Actor by, CancellationToken ct) => Code switch
    {
        "suspend" => grain.SuspendAsync(new SuspendScheme(today, reason), by, ct),
        "withdraw" => grain.WithdrawAsync(new WithdrawScheme(today, reason), by, ct),
        "close" => grain.CloseAsync(new ClosePort(today, reason), by, ct),
        _ => grain.ReinstateAsync(new ReinstateScheme(today, reason), by, ct),
    };
}
