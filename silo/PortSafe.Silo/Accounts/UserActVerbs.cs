using System.CommandLine;
using System.Text;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Accounts;

/// <summary>Something that an administrator does with one person's account, under the rules that the pages have.</summary>
public abstract class UserVerb : PersonVerb
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "The person’s address." };

    protected UserVerb(string name, string description) : base(name, description, SamplePeople.Administrator) => Add(_email);

    protected sealed override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct) =>
        (await context.Get<PeopleDirectory>().FindIdAsync(context.Value(_email), by, ct)).Succeeded(out var person, out var error)
            ? await RunAsync(context, person, by, ct)
            : context.Answer.Refuse(error);

    protected abstract Task<int> RunAsync(VerbContext context, Guid person, Actor by, CancellationToken ct);

    protected static int Answer(VerbContext context, Result<Guid> result, string done) =>
        result.Succeeded(out var id, out var error) ? context.Answer.Done(done, new { Id = id }) : context.Answer.Refuse(error);
}

/// <summary>Lets somebody who is locked out, or has never set up how they sign in, begin anew. The only administrator gets back in this way.</summary>
public sealed class InviteUserVerb() : UserVerb(
    "invite", "Send somebody a new invitation, and print it. What they signed in with before works no longer.")
{
    protected override async Task<int> RunAsync(VerbContext context, Guid person, Actor by, CancellationToken ct)
    {
        if (!(await context.Get<InvitationDesk>().ResetAsync(person, by, ct)).Succeeded(out var invitation, out var error))
            return context.Answer.Refuse(error);
        return context.Answer.Done(
            $"With this invitation {invitation.Email} sets up how they sign in. It works once, until {UkDate.Of(invitation.ExpiresAt):d MMMM yyyy}:{Environment.NewLine}{invitation.Link}",
            new { Id = invitation.Person, invitation.Email, Invitation = invitation.Link, invitation.ExpiresAt });
    }
}

/// <summary>Takes an account away.</summary>
public sealed class RevokeUserVerb : UserVerb
{
    private readonly Option<string> _reason = new("--reason") { Description = "Why, in 1 to 500 characters.", HelpName = "TEXT", Required = true };

    public RevokeUserVerb() : base("revoke", "Take somebody’s account away. They are out within five seconds.") => Add(_reason);

    protected override async Task<int> RunAsync(VerbContext context, Guid person, Actor by, CancellationToken ct) =>
        Answer(context, await context.Get<PeopleDesk>().RevokeAsync(person, context.Value(_reason), by, ct), "The account is taken away.");
}

/// <summary>Wipes a person whose account was taken away.</summary>
public sealed class WipeUserVerb : UserVerb
{
    private readonly Option<bool> _yes = new("--yes") { Description = "Do it. Without this, nothing is wiped." };

    public WipeUserVerb() : base("wipe", "Wipe the name, the address and the words of somebody whose account was taken away. It cannot be undone.") => Add(_yes);

    protected override async Task<int> RunAsync(VerbContext context, Guid person, Actor by, CancellationToken ct) =>
        context.Value(_yes)
            ? Answer(context, await context.Get<PersonWiping>().WipeAsync(person, null, by, ct), "The person is wiped.")
            : context.Answer.Fail("not-confirmed", "This cannot be undone. Add --yes to go ahead.");
}

/// <summary>Prints everything that is held on a person.</summary>
public sealed class ExportUserVerb() : UserVerb("export", "Print everything that is held on somebody, as one JSON document.")
{
    protected override async Task<int> RunAsync(VerbContext context, Guid person, Actor by, CancellationToken ct)
    {
        if (!(await context.Get<PersonExports>().OpenAsync(person, by, ct)).Succeeded(out var export, out var error))
            return context.Answer.Refuse(error);
        using var document = new MemoryStream();
        await export.WriteAsync(document, ct);
        context.Output.Line(Encoding.UTF8.GetString(document.GetBuffer().AsSpan(0, (int)document.Length)));
        return ExitCode.Done;
    }
}
