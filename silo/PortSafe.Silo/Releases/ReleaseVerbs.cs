using System.CommandLine;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Releases;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Releases;

/// <summary>The verbs that take a quarter's release from compiled to frozen.</summary>
public static class ReleaseVerbs
{
    public static Command All() => new("release", "Compile, submit, approve and show a quarter's release.")
    {
        new ReleaseVerb(
            "compile",
            "Compute every cell of a quarter's release. Until it is frozen it can be compiled again.",
            (grain, by, ct) => grain.CompileAsync(by, ct)),
        new ReleaseVerb("submit", "Put a compiled release forward for approval by somebody else.", (grain, by, ct) => grain.SubmitAsync(by, ct)),
        new ApproveReleaseVerb(),
        new ReleaseVerb("show", "Show a release and its cells.", (grain, by, ct) => grain.GetAsync(by, ct), showCells: true),
    };
}

/// <summary>One step of a release, and the release as it then stands.</summary>
public sealed class ReleaseVerb : PersonVerb
{
    private readonly Argument<Quarter> _quarter = DomainArguments.Quarter();
    private readonly Func<IReleaseGrain, Actor, CancellationToken, Task<Result<ReleaseView>>> _step;
    private readonly bool _showCells;

    public ReleaseVerb(
        string name, string description, Func<IReleaseGrain, Actor, CancellationToken, Task<Result<ReleaseView>>> step, bool showCells = false)
        : base(name, description, SamplePeople.Administrator)
    {
        (_step, _showCells) = (step, showCells);
        Add(_quarter);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var grain = context.Get<IGrains>().Get<IReleaseGrain>(context.Value(_quarter).ToString());
        return ReleaseAnswers.Of(context.Answer, await _step(grain, by, ct), _showCells);
    }
}

/// <summary>Approves the hash that the approver saw, or else the one that it reads and shows.</summary>
public sealed class ApproveReleaseVerb : PersonVerb
{
    private readonly Argument<Quarter> _quarter = DomainArguments.Quarter();
    private readonly Option<string?> _hash = new("--hash")
    {
        Description = "The hash that you looked at; otherwise the release is approved as it stands, and its hash is shown.",
        HelpName = "HASH",
    };

    public ApproveReleaseVerb()
        : base("approve", "Approve a release that somebody else submitted. That freezes it for good.", SamplePeople.SecondAdministrator)
    {
        Add(_quarter);
        Add(_hash);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var grain = context.Get<IGrains>().Get<IReleaseGrain>(context.Value(_quarter).ToString());
        var hash = context.Value(_hash);
        if (hash is null)
        {
            if (!(await grain.GetAsync(by, ct)).Succeeded(out var seen, out var error))
                return context.Answer.Refuse(error);
            hash = seen.Hash;
        }
        return ReleaseAnswers.Of(context.Answer, await grain.ApproveAsync(hash, by, ct), showCells: false);
    }
}
