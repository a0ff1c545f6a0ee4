using System.Net;
using System.Text;
using PortSafe.Dashboard.Tests.Access;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>Everything that was asked of a server, in order, with what it answered, logged and mailed.</summary>
internal sealed record TwinRecord(TwinServer Server, IReadOnlyList<TwinAsker> Askers, IReadOnlyList<Entry> Entries, IReadOnlyList<Exchange> Exchanges, IReadOnlyList<string> Mail)
{
    private static readonly int[] Refusals = [401, 403, 404, 405];

    /// <summary>What a reader is shown, without what is the same for everyone who is refused, and without files: enough to find whatever depends on data.</summary>
    public IReadOnlyList<Exchange> Core =>
    [
        .. Exchanges.Where(exchange => exchange.IsAct || (exchange.Request.Method == "GET" && exchange.Request.Headers.Count == 0 &&
            !exchange.Request.Path.StartsWith("/lib/", StringComparison.Ordinal) && !IsRepeated(exchange.Request) && !Refusals.Contains(exchange.Answer.Status) && exchange.Answer.Status != (int)HttpStatusCode.Found)),
    ];

    /// <summary>Whether somebody asks for charts of the sector to whom they are what they are to an analyst.</summary>
    private static bool IsRepeated(TwinRequest request) =>
        request.Path.StartsWith("/api/v1/charts/", StringComparison.Ordinal) && (request.Asker.Name is "editor" or "approver" || request.Asker.Name.StartsWith("manager", StringComparison.Ordinal));

    public static async Task<TwinRecord> OfAsync(TwinServer server, IReadOnlyList<TwinAsker> askers)
    {
        var entries = await Entry.ListAsync(server.Services);
        List<Exchange> exchanges = [];
        await GreetAsync(server, askers);
        foreach (var act in TwinActs.All(askers).OrderBy(act => act.IsGuess))
            exchanges.Add(await server.AskAsync(act) with { IsAct = true });
        exchanges.Add(await server.WorkAsync());
        var cited = exchanges.Where(exchange => exchange.Request.Path.StartsWith(TwinPaths.Cite, StringComparison.Ordinal)).SelectMany(exchange => TwinPaths.OfCited(exchange.Answer.Header("Location") ?? "")).ToList();
        Assert.NotEmpty(cited);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var refused = new HashSet<(Entry, TwinAsker)>();
        foreach (var (entry, read) in TwinScript.Reads(entries, cited, askers))
        {
            // Who may not ask for it at all is told so once.
            if (entry is not null && refused.Contains((entry, read.Asker)))
                continue;
            var plain = await server.AskAsync(read);
            exchanges.Add(plain);
            if (entry is { NamesPort: false } && plain.Answer.Status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.Found)
                refused.Add((entry, read.Asker));
            // In every way by whoever is the first to be shown something of its own.
            if (plain.Answer.Status != (int)HttpStatusCode.OK || (plain.Answer.Header("ETag") is not null && plain.Request.Path.StartsWith("/lib/", StringComparison.Ordinal)) || !seen.Add(plain.Request.Path))
                continue;
            foreach (var way in TwinScript.Ways(plain))
                exchanges.Add(await server.AskAsync(way));
        }
        foreach (var write in TwinScript.Writes(entries, askers))
            exchanges.Add(await server.AskAsync(write));
        await server.SendAsync(TwinActs.Issue);
        return new TwinRecord(server, askers, entries, exchanges, TwinMail.Of(server));
    }

    /// <summary>Everyone looks at a page, for the token and the cookie of its form. The first server’s are good for all.</summary>
    private static async Task GreetAsync(TwinServer server, IReadOnlyList<TwinAsker> askers)
    {
        foreach (var asker in askers.Where(asker => asker.Key.Length == 0))
        {
            var page = await server.SendAsync(TwinRequest.Get(asker.IsPerson ? "/how-to-read" : "/sign-in", asker with { FormCookie = "" }));
            if (asker.FormCookie.Length > 0)
                continue;
            asker.FormToken = SiteClient.TokenIn(Encoding.UTF8.GetString(page.Body));
            asker.FormCookie = page.Header("Set-Cookie")?.Split(';')[0] ?? "";
        }
        server.Logs.Take();
    }

    /// <summary>Asks another server the same, and lists what is not the same.</summary>
    /// <param name="asked">Some or all of <see cref="Exchanges"/>.</param>
    /// <param name="most">After how many differences it stops.</param>
    public async Task<IReadOnlyList<string>> CompareAsync(TwinServer other, IReadOnlyList<Exchange> asked, int most = 40)
    {
        await GreetAsync(other, Askers);
        List<string> differences = [];
        var (logs, theirs) = (new List<string>(), new List<string>());
        foreach (var exchange in asked.TakeWhile(_ => differences.Count < most))
        {
            var answer = exchange.Request.IsWork ? await other.WorkAsync() : await other.AskAsync(exchange.Request);
            if (exchange.Differs(answer) is { } difference)
                differences.Add(difference);
            logs.AddRange(exchange.Request.Told(exchange.Logs));
            theirs.AddRange(exchange.Request.Told(answer.Logs));
        }
        // Some is logged beside the requests, so that it may stand before or after what another logs.
        if (other.Logs.Listens)
            differences.AddRange(Missing("the first", logs, theirs).Concat(Missing($"{other.Name}", theirs, logs)).Take(most));
        return differences;
    }

    private static IEnumerable<string> Missing(string who, List<string> lines, List<string> others)
    {
        var left = others.CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (left.TryGetValue(line, out var count) && count > 0)
                left[line] = count - 1;
            else
                yield return $"Only {who} logged: {(line.Length > 400 ? line[..400] : line)}";
        }
    }
}
