using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Silo.CommandLine;

/// <summary>What a verb has to work with: its input, the services of one call, and where it answers.</summary>
public sealed class VerbContext(ParseResult input, VerbCall call, IServiceProvider services, IVerbOutput output)
{
    public VerbCall Call => call;

    public IVerbOutput Output => output;

    public VerbAnswer Answer { get; } = new(call.Json, output);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public T Value<T>(Argument<T> argument) => input.GetRequiredValue(argument);

    public T? Value<T>(Option<T> option) => input.GetValue(option);

    /// <summary>A file as the caller names it, in full.</summary>
    public string FullPath(string file) => Path.GetFullPath(file, call.WorkingDirectory);

    /// <summary>Finds who the verb acts for, and runs it; or says why that is nobody.</summary>
    /// <param name="sample">For whom it acts in Development when the caller names nobody.</param>
    public async Task<int> ActAsync(NewPerson sample, Func<Actor, Task<int>> act, CancellationToken ct)
    {
        var people = Get<People>();
        if (call.As is { } email)
        {
            return await people.FindAsync(email, ct) is { IsActive: true } person
                ? await act(person.Actor with { Origin = Actor.CommandLine })
                : Answer.Refuse(Error.Forbidden("person-unknown", "Nobody has an account with the address given by --as. Check it, or ask a JMSC administrator for an account."));
        }
        if (await FindSampleAsync(people, sample, ct) is not { } stand)
            return Answer.Fail("person-missing", "Say for whom: add --as with the email address of someone who has an account, or set PORTSAFE_AS.");
        output.Note($"Acting for {stand.Name} ({stand.Email}), a sample person, because nobody is named by --as.");
        return await act(stand.Actor with { Origin = Actor.CommandLine });
    }

    private async Task<KnownPerson?> FindSampleAsync(People people, NewPerson sample, CancellationToken ct)
    {
        if (!Get<IHostEnvironment>().IsDevelopment())
            return null;
        if (!(await people.AddSampleAsync(ct)).Succeeded(out var sampled, out var error))
            throw new InvalidOperationException(error.Message);
        return sampled.FirstOrDefault(person => person.Email == sample.Email);
    }
}
