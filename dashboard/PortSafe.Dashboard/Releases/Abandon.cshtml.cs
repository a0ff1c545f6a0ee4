using PortSafe.Domain;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Releases;

namespace PortSafe.Dashboard.Releases;

/// <summary>Gives up a release that is not frozen.</summary>
public sealed class AbandonModel(IGrains grains) : ReleaseAct(grains)
{
    protected override string DoneText => "Abandoned. Nothing was published.";

    protected override string? WhyNot(ReleaseView release) =>
        release.State.WasPublished ? "This release was published, so it cannot be abandoned." :
        release.State == ReleaseState.Abandoned ? "This release is abandoned already." : null;

    protected override Task<Result<ReleaseView>> ActAsync() => Grain.AbandonAsync(Note ?? "", Actor, Gone);
}
