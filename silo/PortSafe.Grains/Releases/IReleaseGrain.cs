using PortSafe.Domain;
using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Releases;

/// <summary>The release of one quarter; the key is the quarter, such as <c>2026Q3</c>.</summary>
public interface IReleaseGrain
{
    /// <summary>Computes every cell afresh. Until it is frozen it may be compiled again, which voids a submission.</summary>
    Task<Result<ReleaseView>> CompileAsync(Actor by, CancellationToken ct);

    /// <summary>Puts the compiled release forward; a second person has to approve it.</summary>
    Task<Result<ReleaseView>> SubmitAsync(Actor by, CancellationToken ct);

    /// <summary>Freezes what was submitted.</summary>
    /// <param name="hash">The hash that the approver saw; another one means that the release has changed since.</param>
    Task<Result<ReleaseView>> ApproveAsync(string hash, Actor by, CancellationToken ct);

    /// <summary>The release with every cell. Before it is frozen, for those who prepare releases alone.</summary>
    Task<Result<ReleaseView>> GetAsync(Actor by, CancellationToken ct);
}
