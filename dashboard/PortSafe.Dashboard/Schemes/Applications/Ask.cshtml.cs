using PortSafe.Domain;
using PortSafe.Domain.Schemes;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.Applications;

/// <summary>Asks the applicant for more.</summary>
public sealed class AskModel(ApplicationQueue queue, ApplicationDesk desk) : WordsPage(queue)
{
    public override string Question => "What do you need to know?";

    public override string Label => "Your question";

    public override string Hint => "It is mailed as you write it, with a link to answer. Up to 500 characters.";

    public override string Button => "Send the question";

    protected override string Done => "The question is on its way. The application comes back here when it is answered.";

    protected override Task<Result<ApplicationReference>> ActAsync(int revision) => desk.AskAsync(Application.Reference, revision, Words, Actor, Gone);
}
