using System.CommandLine;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Releases;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Releases;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Releases;

/// <summary>The verbs that take a release from compiled to frozen, and back out of sight.</summary>
public static class ReleaseVerbs
{
    public static Command All() => new("release", "Compile, audit, submit, approve, freeze, show, verify and withdraw releases.")
    {
        new ReleaseVerb(
            "compile",
            "Compute every cell of a release. Until it is frozen it can be compiled again.",
            (grain, by, ct) => grain.CompileAsync(by, ct)),
        new ReleaseVerb(
            "audit",
            "Attack a compiled release as its readers could, and withhold whole tables until that fails.",
            (grain, by, ct) => grain.AuditAsync(by, ct)),
        new ReleaseVerb("submit", "Put an audited release forward for approval by somebody else.", (grain, by, ct) => grain.SubmitAsync(by, ct)),
        new HashVerb("approve", "Approve a release that somebody else submitted.", SamplePeople.SecondAdministrator, (grain, hash, by, ct) => grain.ApproveAsync(hash, by, ct)),
        new HashVerb("freeze", "Publish an approved release, signed, for good.", SamplePeople.Administrator, (grain, hash, by, ct) => grain.FreezeAsync(hash, by, ct)),
        new AbandonReleaseVerb(),
        new WithdrawReleaseVerb(),
        new ReleaseVerb("keep", "Take back or decline that a release be withdrawn.", (grain, by, ct) => grain.KeepAsync(by, ct)),
        new ReleaseVerb("show", "Show a release and its cells.", (grain, by, ct) => grain.GetAsync(by, ct), showCells: true),
        new VerifyReleaseVerb(),
    };
}

/// <summary>Something done with one release by a person, which ends with the release as it then stands.</summary>
public abstract class ReleaseStepVerb : PersonVerb
{
    private readonly Argument<ReleaseId> _release = DomainArguments.Release();

    protected ReleaseStepVerb(string name, string description, NewPerson sample) : base(name, description, sample) => Add(_release);

    protected virtual bool ShowsCells => false;

    protected abstract Task<Result<ReleaseView>> RunAsync(VerbContext context, IReleaseGrain grain, Actor by, CancellationToken ct);

    protected sealed override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var grain = context.Get<IGrains>().Get<IReleaseGrain>(context.Value(_release).ToString());
        return await ReleaseAnswers.OfAsync(context.Answer, await RunAsync(context, grain, by, ct), grain, by, ShowsCells, ct);
    }
}

/// <summary>A step that needs nothing more than the release.</summary>
public sealed class ReleaseVerb(
    string name, string description, Func<IReleaseGrain, Actor, CancellationToken, Task<Result<ReleaseView>>> step, bool showCells = false)
    : ReleaseStepVerb(name, description, SamplePeople.Administrator)
{
    protected override bool ShowsCells => showCells;

    protected override Task<Result<ReleaseView>> RunAsync(VerbContext context, IReleaseGrain grain, Actor by, CancellationToken ct) => step(grain, by, ct);
}

/// <summary>A step that is bound to the hash that the person saw.</summary>
public sealed class HashVerb : ReleaseStepVerb
{
    private readonly Func<IReleaseGrain, string, Actor, CancellationToken, Task<Result<ReleaseView>>> _step;
    private readonly Option<string> _hash = new("--hash") { Description = "The hash of what you looked at, as “release show” prints it.", HelpName = "HASH", Required = true };

    public HashVerb(string name, string description, NewPerson sample, Func<IReleaseGrain, string, Actor, CancellationToken, Task<Result<ReleaseView>>> step)
        : base(name, description, sample)
    {
        _step = step;
        Add(_hash);
    }

    protected override Task<Result<ReleaseView>> RunAsync(VerbContext context, IReleaseGrain grain, Actor by, CancellationToken ct) =>
        _step(grain, context.Value(_hash)!, by, ct);
}

/// <summary>Gives up a release that is not frozen.</summary>
public sealed class AbandonReleaseVerb : ReleaseStepVerb
{
    private readonly Option<string> _note = new("--note") { Description = "Why, for your colleagues in JMSC; at most 500 characters.", HelpName = "TEXT", Required = true };

    public AbandonReleaseVerb() : base("abandon", "Give up a release that is not frozen. It can be compiled again.", SamplePeople.Administrator) => Add(_note);

    protected override Task<Result<ReleaseView>> RunAsync(VerbContext context, IReleaseGrain grain, Actor by, CancellationToken ct) =>
        grain.AbandonAsync(context.Value(_note)!, by, ct);
}

/// <summary>Asks for a frozen release to be withdrawn; or, as a second person, withdraws it.</summary>
public sealed class WithdrawReleaseVerb : ReleaseStepVerb
{
    private readonly Option<WithdrawalReason?> _reason = DomainArguments.WithdrawalReason();
    private readonly Option<string?> _note = new("--note") { Description = "Why, for your colleagues in JMSC; at most 500 characters.", HelpName = "TEXT" };
    private readonly Option<bool> _confirm = new("--confirm") { Description = "Withdraw what somebody else asked for. It cannot be undone." };

    public WithdrawReleaseVerb()
        : base("withdraw", "Ask for a frozen release to be withdrawn, with --reason and --note; another person then withdraws it with --confirm.", SamplePeople.Administrator)
    {
        Add(_reason);
        Add(_note);
        Add(_confirm);
        Validators.Add(result =>
        {
            if (result.GetValue(_confirm) ? result.GetValue(_reason) is not null || result.GetValue(_note) is not null : result.GetValue(_reason) is null || result.GetValue(_note) is null)
                result.AddError("Give --reason and --note to ask for a withdrawal, or --confirm alone to withdraw what somebody else asked for.");
        });
    }

    protected override Task<Result<ReleaseView>> RunAsync(VerbContext context, IReleaseGrain grain, Actor by, CancellationToken ct) => context.Value(_confirm)
        ? grain.WithdrawAsync(by, ct)
        : grain.AskToWithdrawAsync(context.Value(_reason)!, context.Value(_note)!, by, ct);
}

/// <summary>Recomputes the hash and checks the signature of a frozen release.</summary>
public sealed class VerifyReleaseVerb : Verb
{
    private readonly Argument<ReleaseId> _release = DomainArguments.Release();
    private readonly Option<string?> _key = new("--trusted-key")
    {
        Description = "SHA-256 of a public key that this installation signed with before.",
        HelpName = "SHA256",
    };

    public VerifyReleaseVerb() : base("verify", "Recompute the hash of a frozen release and check its signature.")
    {
        Add(_release);
        Add(_key);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (!(await context.Get<ReleaseVerification>().VerifyAsync(context.Value(_release), context.Value(_key), ct)).Succeeded(out var verdict, out var error))
            return context.Answer.Refuse(error);
        return verdict.Faults.Count == 0
            ? context.Answer.Done($"The release of {verdict.Id} is what was frozen: {verdict.Cells:N0} cells.{Environment.NewLine}Hash: {verdict.Hash}{Environment.NewLine}Signed with: {verdict.Key}", verdict)
            : context.Answer.Refuse(string.Join(Environment.NewLine, verdict.Faults.Prepend($"The release of {verdict.Id} is not what was frozen.")), verdict);
    }
}
