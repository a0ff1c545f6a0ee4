using System.CommandLine;
using System.Text;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Newsletters;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Subscribers;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Subscribers;

/// <summary>The verbs for who receives the newsletter.</summary>
public static class SubscriberVerbs
{
    public static Command All() => new("subscriber", "Say who receives the newsletter.")
    {
        new AddSubscriberVerb(),
        new ImportSubscribersVerb(),
        new BouncesVerb(),
        new ExportSubscriberVerb(),
        new UnsubscribeVerb(),
        new WipeSubscriberVerb(),
    };
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
        var added = await context.Get<SubscriberDesk>().AddAsync(context.Value(_email), Source, Topic.All, by, ct);
        return added.Succeeded(out var id, out var error)
            ? context.Answer.Done("The address is subscribed.", new { Id = id })
            : context.Answer.Refuse(error);
    }
}

/// <summary>Something that an administrator does with one subscriber.</summary>
public abstract class SubscriberVerb : PersonVerb
{
    private readonly Argument<string> _email = new("EMAIL") { Description = "The subscriber’s address." };

    protected SubscriberVerb(string name, string description) : base(name, description, SamplePeople.Administrator) => Add(_email);

    protected sealed override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct) =>
        (await context.Get<SubscriberRecords>().FindIdAsync(context.Value(_email), by, ct)).Succeeded(out var id, out var error)
            ? await RunAsync(context, context.Get<SubscriberDesk>(), id, by, ct)
            : context.Answer.Refuse(error);

    protected abstract Task<int> RunAsync(VerbContext context, SubscriberDesk desk, Guid id, Actor by, CancellationToken ct);
}

/// <summary>Prints everything that is held on a subscriber.</summary>
public sealed class ExportSubscriberVerb() : SubscriberVerb("export", "Print everything that is held on a subscriber, as one JSON document.")
{
    protected override async Task<int> RunAsync(VerbContext context, SubscriberDesk desk, Guid id, Actor by, CancellationToken ct)
    {
        if (!(await desk.ExportAsync(id, by, ct)).Succeeded(out var export, out var error))
            return context.Answer.Refuse(error);
        context.Output.Line(Encoding.UTF8.GetString(export.ToBytes()));
        return ExitCode.Done;
    }
}

/// <summary>Ends a subscription.</summary>
public sealed class UnsubscribeVerb() : SubscriberVerb("unsubscribe", "Stop writing to a subscriber.")
{
    protected override async Task<int> RunAsync(VerbContext context, SubscriberDesk desk, Guid id, Actor by, CancellationToken ct) =>
        (await desk.UnsubscribeAsync(id, by, ct)).Error is { } error ? context.Answer.Refuse(error) : context.Answer.Done("The address is unsubscribed.", new { Id = id });
}

/// <summary>Wipes a subscriber.</summary>
public sealed class WipeSubscriberVerb : SubscriberVerb
{
    private readonly Option<bool> _yes = new("--yes") { Description = "Do it. Without this, nothing is wiped." };

    public WipeSubscriberVerb() : base("wipe", "Wipe a subscriber’s address, for good. Only its owner can bring it back.") => Add(_yes);

    protected override async Task<int> RunAsync(VerbContext context, SubscriberDesk desk, Guid id, Actor by, CancellationToken ct)
    {
        if (!context.Value(_yes))
            return context.Answer.Fail("not-confirmed", "This cannot be undone. Add --yes to go ahead.");
        return (await desk.WipeAsync(id, by, ct)).Error is { } error ? context.Answer.Refuse(error) : context.Answer.Done("The subscriber is wiped.", new { Id = id });
    }
}
