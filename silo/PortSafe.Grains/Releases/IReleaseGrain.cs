using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;

namespace PortSafe.Grains.Releases;

/// <summary>
/// One release, from compiled to frozen; the key is a quarter such as <c>2026Q3</c>, or the revision of a year such as <c>2025-revised</c>.
/// </summary>
public interface IReleaseGrain
{
    /// <summary>Computes every cell afresh. Until it is frozen it may be compiled again, which voids its audit, submission and approval.</summary>
    Task<Result<ReleaseView>> CompileAsync(Actor by, CancellationToken ct);

    /// <summary>
    /// Attacks what was compiled, together with every release published before. Where the attack succeeds, whole tables are withheld in
    /// their fixed order and it is attacked again; where nothing is left to withhold it stays compiled, and <see cref="GetAuditAsync"/> says why.
    /// </summary>
    Task<Result<ReleaseView>> AuditAsync(Actor by, CancellationToken ct);

    /// <summary>Puts the audited release forward; a second person has to approve it.</summary>
    Task<Result<ReleaseView>> SubmitAsync(Actor by, CancellationToken ct);

    /// <summary>Approves what was submitted, as somebody else.</summary>
    /// <param name="hash">The hash that the approver saw; another one means that the release has changed since.</param>
    Task<Result<ReleaseView>> ApproveAsync(string hash, Actor by, CancellationToken ct);

    /// <summary>Publishes what was approved, signed, for ever.</summary>
    /// <param name="hash">The hash that was approved.</param>
    Task<Result<ReleaseView>> FreezeAsync(string hash, Actor by, CancellationToken ct);

    /// <summary>Gives up a release that is not frozen. It may be compiled again.</summary>
    /// <param name="note">Why, for JMSC alone; 1 to 500 characters.</param>
    Task<Result<ReleaseView>> AbandonAsync(string note, Actor by, CancellationToken ct);

    /// <summary>Asks for a frozen release to be withdrawn; a second person has to agree.</summary>
    /// <param name="reason">What everybody is told.</param>
    /// <param name="note">For JMSC alone; 1 to 500 characters.</param>
    Task<Result<ReleaseView>> AskToWithdrawAsync(WithdrawalReason reason, string note, Actor by, CancellationToken ct);

    /// <summary>Withdraws a release, as somebody else than who asked for it. It cannot be published again.</summary>
    Task<Result<ReleaseView>> WithdrawAsync(Actor by, CancellationToken ct);

    /// <summary>Takes back or declines that it be withdrawn.</summary>
    Task<Result<ReleaseView>> KeepAsync(Actor by, CancellationToken ct);

    /// <summary>The release with the cells that are for the reader. Before it is frozen, for those who prepare releases alone.</summary>
    Task<Result<ReleaseView>> GetAsync(Actor by, CancellationToken ct);

    /// <summary>What the auditor found, for those who prepare releases.</summary>
    Task<Result<ReleaseAuditView>> GetAuditAsync(Actor by, CancellationToken ct);
}
