using PortSafe.Domain;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>Rejects an application with a reason.</summary>
public sealed class RejectModel(ApplicationQueue queue, ApplicationDesk desk) : WordsPage(queue)
{
    public override string Question => "Why do you reject this application?";

    public override string Label => "Reason";

    public override string Hint => "It is mailed as you write it. It does not enter the port’s history. Up to 500 characters.";

    public override string Button => "Reject the application";

    public override bool IsGrave => true;

    protected override string Done => "Rejected. The reason is on its way.";

    protected override Task<Result<ApplicationReference>> ActAsync(int revision) => desk.RejectAsync(Application.Reference, revision, Words, Actor, Gone);
}
