using System.CommandLine;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Subscribers;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Subscribers;

/// <summary>The verbs for who receives the newsletter.</summary>
public static class SubscriberVerbs
{
    public static Command All() => new("subscriber", "Say who receives the newsletter.") { new AddSubscriberVerb() };
}

/// <summary>Adds an address whose owner has asked for the newsletter.</summary>
public sealed class AddSubscriberVerb : PersonVerb
{
    private const string Source = "command-line";

    private readonly Argument<string> _email = new("EMAIL") { Description = "An address whose owner asked for the newsletter, and proved that it is theirs." };

    public AddSubscriberVerb()
        : base("add", "Add someone who asked for the newsletter. One who is subscribed already stays as they are.", SamplePeople.Administrator) => Add(_email);

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        if (!by.May(Permission.Administer))
            return context.Answer.Refuse(Authority.Refusal);
        var added = await context.Get<SubscriberList>().AddAsync(context.Value(_email), SubscriptionBasis.Consent, Source, ct);
        return added.Succeeded(out var id, out var error)
            ? context.Answer.Done("The address is subscribed.", new { Id = id })
            : context.Answer.Refuse(error);
    }
}
