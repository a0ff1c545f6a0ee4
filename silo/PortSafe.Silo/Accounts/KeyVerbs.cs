using System.CommandLine;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Accounts;

/// <summary>The verbs for programs' keys.</summary>
public static class KeyVerbs
{
    public static Command All() => new("key", "Give programs keys for the API.") { new AddKeyVerb(), new ListKeysVerb(), new RevokeKeyVerb() };
}

/// <summary>Makes a key and prints it, once.</summary>
public sealed class AddKeyVerb : PersonVerb
{
    private readonly Option<string> _name = new("--name") { Description = "What it is for, at most 60 characters.", HelpName = "NAME", Required = true };
    private readonly Option<KeyScope[]> _scopes = DomainArguments.Scopes();
    private readonly Option<int> _days = new("--days")
    {
        Description = $"How many days it works, 1 to {NewApiKey.MaxDays}.",
        HelpName = "DAYS",
        DefaultValueFactory = _ => NewApiKey.DefaultDays,
    };

    public AddKeyVerb() : base("add", "Make a key, and print it once.", SamplePeople.Administrator)
    {
        Add(_name);
        Add(_scopes);
        Add(_days);
    }

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        var key = new NewApiKey(context.Value(_name)!, context.Value(_scopes) ?? [], context.Value(_days));
        if (!(await context.Get<ApiKeys>().AddAsync(key, by, ct)).Succeeded(out var made, out var error))
            return context.Answer.Refuse(error);
        return context.Answer.Done(
            $"Made the key “{made.Key.Name}”, which works until {made.Key.ExpiresAt:d MMMM yyyy}. Keep it now, because it is not shown again:{Environment.NewLine}{made.Text}",
            new { made.Key.Id, made.Key.Name, made.Key.Scopes, made.Key.ExpiresAt, Key = made.Text });
    }
}

/// <summary>Lists every key.</summary>
public sealed class ListKeysVerb() : PersonVerb("list", "List the keys: what each may do, and whether it works.", SamplePeople.Administrator)
{
    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct)
    {
        if (!(await context.Get<ApiKeys>().ListAsync(by, ct)).Succeeded(out var keys, out var error))
            return context.Answer.Refuse(error);
        var lines = keys.Select(key =>
            $"{key.Id}  {key.State,-8}  …{key.Hint}  until {key.ExpiresAt:yyyy-MM-dd}  {(key.LastUsedAt is { } at ? $"used {at:yyyy-MM-dd HH:mm}" : "never used"),-21}  {string.Join(' ', key.Scopes)}  {key.Name}");
        return context.Answer.Done(keys.Count == 0 ? "There are no keys." : string.Join(Environment.NewLine, lines), new { Keys = keys });
    }
}

/// <summary>Takes a key away.</summary>
public sealed class RevokeKeyVerb : PersonVerb
{
    private readonly Argument<Guid> _id = new("ID") { Description = "The key’s id, as the list has it." };

    public RevokeKeyVerb() : base("revoke", "Take a key away. It stops working within five seconds.", SamplePeople.Administrator) => Add(_id);

    protected override async Task<int> RunAsync(VerbContext context, Actor by, CancellationToken ct) =>
        (await context.Get<ApiKeys>().RevokeAsync(context.Value(_id), by, ct)).Succeeded(out var key, out var error)
            ? context.Answer.Done($"The key “{key.Name}” (…{key.Hint}) is revoked.", key)
            : context.Answer.Refuse(error);
}
