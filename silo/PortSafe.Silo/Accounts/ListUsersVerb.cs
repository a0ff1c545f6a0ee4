using System.CommandLine;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Accounts;

/// <summary>Lists everyone who has or had an account and has not been wiped.</summary>
public sealed class ListUsersVerb : PersonVerb
{
    private readonly Option<string?> _search = new("--search") { Description = "Part of a name, an address or a port.", HelpName = "TEXT" };
    private readonly Option<PersonState?> _state = new("--state") { Description = "One of invited, active, locked, revoked, wiped.", HelpName = "STATE" };

    public ListUsersVerb() : base("list", "List people: address, role, state, ports.", SamplePeople.Administrator)
    {
        Add(_search);
        Add(_state);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var found = new List<PersonSummary>();
        for (var page = 1; ; page++)
        {
            var search = new PeopleSearch(context.Value(_search), null, context.Value(_state), page);
            if (!(await context.Get<PeopleDirectory>().ListAsync(search, by, ct)).Succeeded(out var people, out var error))
                return context.Answer.Refuse(error);
            found.AddRange(people.People);
            if (page >= people.Pages)
                break;
        }
        var lines = found.Select(person => $"{person.Email}  {person.Role}  {person.State.ToString().ToLowerInvariant()}  {string.Join(' ', person.Ports)}".TrimEnd());
        return context.Answer.Done(found.Count == 0 ? "Nobody matches." : string.Join(Environment.NewLine, lines), new { People = found });
    }
}
