using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Accounts;

/// <summary>The verbs for people's accounts.</summary>
public static class UserVerbs
{
    public static Command All() => new("user", "Give people accounts, and take them away.")
    {
        new AddUserVerb(),
        new ListUsersVerb(),
        new InviteUserVerb(),
        new RevokeUserVerb(),
        new WipeUserVerb(),
        new ExportUserVerb(),
    };
}

/// <summary>
/// Gives somebody an account and prints an invitation. While there are no people at all it acts for nobody: that is
/// how an installation comes to its first administrator.
/// </summary>
public sealed class AddUserVerb : Verb
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "The address that they sign in with." };
    private readonly Option<Role> _role = DomainArguments.Role();
    private readonly Option<string?> _name = new("--name") { Description = "How others see them; otherwise the address up to the @.", HelpName = "NAME" };
    private readonly Option<Locode[]> _ports = DomainArguments.Locodes("--port", "A port that a port manager manages; give it once for each.");
    private readonly Option<PortFacility[]> _facilities = DomainArguments.Facilities("--facility", "A single facility that a port manager manages; give it once for each.");

    public AddUserVerb() : base("add", "Give somebody an account, and print an invitation to set up how they sign in.")
    {
        Add(_email);
        Add(_role);
        Add(_name);
        Add(_ports);
        Add(_facilities);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var email = context.Value(_email);
        var name = context.Value(_name) ?? email.Split('@')[0];
        var person = new NewPerson(name, email, context.Value(_role)!, context.Value(_ports) ?? []) { Facilities = context.Value(_facilities) ?? [] };
        if (context.Call.As is null && person.Role == Role.JmscAdmin && !await context.Get<PortSafeDb>().Users.AnyAsync(row => row.RevokedAt == null, ct))
            return await AddFirstAsync(context, name, email, ct);
        return await context.ActAsync(
            SamplePeople.Administrator, async by => Answer(context, person, await context.Get<InvitationDesk>().InviteAsync(person, by, ct)), ct);
    }

    private static async Task<int> AddFirstAsync(VerbContext context, string name, string email, CancellationToken ct)
    {
        if (!(await context.Get<People>().AddFirstAdministratorAsync(name, email, ct)).Succeeded(out var first, out var error))
            return context.Answer.Refuse(error);
        var link = context.Get<PublicSite>().Page(await context.Get<Invitations>().IssueAsync(first.Id, ct));
        return Answer(context, new NewPerson(name, email, first.Role), new Invitation(first.Id, email, link, default));
    }

    private static int Answer(VerbContext context, NewPerson person, Result<Invitation> result) =>
        result.Succeeded(out var invitation, out var error)
            ? context.Answer.Done(
                $"Added {person.Email} as {person.Role.Title}. With this invitation they set up how they sign in. It works once, within 7 days:{Environment.NewLine}{invitation.Link}",
                new { Id = invitation.Person, person.Email, person.Role, person.Ports, person.Facilities, Invitation = invitation.Link })
            : context.Answer.Refuse(error);
}
