using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Ports;

/// <summary>One port and its scheme; the key is its LOCODE. Each command ends with the port as it then stands, or with why not.</summary>
public interface IPortGrain
{
    Task<Result<PortStatus>> AddAsync(AddPort command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RenameAsync(RenamePort command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> CloseAsync(ClosePort command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> ApplyAsync(Apply command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> ApproveAsync(Approve command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RejectAsync(Reject command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> IssuePackAsync(IssuePack command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> SuspendAsync(SuspendScheme command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> WithdrawAsync(WithdrawScheme command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> ReinstateAsync(ReinstateScheme command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RecordMilestoneAsync(RecordMilestone command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> WithdrawMilestoneAsync(WithdrawMilestone command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RecordBriefingAsync(RecordBriefing command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RecordQuarterFiguresAsync(RecordQuarterFigures command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> VerifyContactAsync(VerifyContact command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RecordNewsletterAddressAsync(RecordNewsletterAddress command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> WithdrawEntryAsync(WithdrawEntry command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> AddFacilityAsync(AddFacility command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> RenameFacilityAsync(RenameFacility command, Actor by, CancellationToken ct);

    Task<Result<PortStatus>> CloseFacilityAsync(CloseFacility command, Actor by, CancellationToken ct);

    /// <param name="asOf">A past date; null for today.</param>
    Task<Result<PortStatus>> GetStatusAsync(DateOnly? asOf, Actor by, CancellationToken ct);

    /// <summary>Everything recorded of the port, the latest fact first.</summary>
    Task<Result<IReadOnlyList<HistoryEntry>>> GetHistoryAsync(Actor by, CancellationToken ct);
}
