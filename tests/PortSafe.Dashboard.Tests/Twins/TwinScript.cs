using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using PortSafe.Dashboard.Tests.Access;
using PortSafe.Silo.Schedule;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>Asks a server.</summary>
internal static class TwinScript
{
    private const string OwnData = "/account/data";

    public static async Task<Exchange> AskAsync(this TwinServer server, TwinRequest request)
    {
        var answer = await server.SendAsync(request);
        return new Exchange(request, answer, Allowed.Log(server.Logs.Take()));
    }

    /// <summary>Has every job run once, each by itself, as the schedule would.</summary>
    public static async Task<Exchange> WorkAsync(this TwinServer server)
    {
        foreach (var job in ScheduleRegistration.Jobs)
            await job.RunAsync(server.Services.GetRequiredService<IServiceScopeFactory>(), "", default);
        return new Exchange(TwinRequest.Work, new WireAnswer(["HTTP/1.1 204 "], []), Allowed.Log(server.Logs.Take())) { IsAct = true };
    }

    /// <summary>Everything that can be read, by everyone.</summary>
    /// <param name="made">Addresses that came of what was done before.</param>
    public static IEnumerable<(Entry? Entry, TwinRequest Request)> Reads(IReadOnlyList<Entry> entries, IReadOnlyList<string> made, IReadOnlyList<TwinAsker> askers)
    {
        foreach (var entry in entries.Where(entry => entry.IsRead))
        {
            foreach (var path in TwinPaths.Of(entry))
            {
                foreach (var asker in WhoAsks(entry, askers))
                    yield return (entry, new TwinRequest(entry.Method, path, asker, []));
            }
        }
        foreach (var path in made.Concat(TwinPaths.Shapes).Concat(TwinPaths.Nowhere))
        {
            foreach (var asker in askers)
                yield return (null, TwinRequest.Get(path, asker));
        }
    }

    /// <summary>The same again in the other ways in which it can be asked for.</summary>
    public static IEnumerable<TwinRequest> Ways(Exchange plain)
    {
        var (path, asker) = (plain.Request.Path, plain.Request.Asker);
        if (plain.Request.Method != "GET")
            yield break;
        yield return new TwinRequest("HEAD", path, asker, []);
        yield return TwinRequest.Get(path, asker, $"If-None-Match: {plain.Answer.Header("ETag") ?? "\"x\""}");
        yield return TwinRequest.Get(path, asker, $"If-Modified-Since: {plain.Answer.Header("Last-Modified") ?? "Sun, 09 Nov 2025 10:00:00 GMT"}");
        yield return TwinRequest.Get(path, asker, "Range: bytes=10-99");
        yield return TwinRequest.Get(path, asker, "Accept-Encoding: br, gzip", "Accept: */*", "Accept-Language: cy");
    }

    /// <summary>
    /// Every form and command, sent empty. What is kept of a person is asked for before there is more of it; a form that ends sessions is
    /// sent last, in a spare one.
    /// </summary>
    public static IEnumerable<TwinRequest> Writes(IReadOnlyList<Entry> entries, IReadOnlyList<TwinAsker> askers)
    {
        var writes = entries.Where(entry => !entry.IsRead && entry.IsKnownMethod).OrderBy(entry => entry.Route == OwnData ? 0 : EndsSessions(entry) ? 2 : 1);
        foreach (var entry in writes)
        {
            foreach (var path in TwinPaths.Of(entry))
            {
                foreach (var asker in WhoAsks(entry, askers))
                {
                    yield return entry.IsPage
                        ? TwinRequest.Form(path, asker, ("confirmed", "true")) with { Method = entry.Method, Session = EndsSessions(entry) ? asker.Spare : null }
                        : TwinRequest.Send(path, asker, entry.ContentType, "{}") with { Method = entry.Method };
                }
            }
        }
    }

    public static bool IsFile(this Entry entry) => entry.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    /// <summary>Everyone; but a file is the same for all, and to a page a program is a stranger, whatever its key.</summary>
    private static IEnumerable<TwinAsker> WhoAsks(Entry entry, IReadOnlyList<TwinAsker> askers) =>
        entry.IsFile() ? askers.Take(1) : entry.IsPage ? askers.Where(asker => asker.Key.Length == 0).Append(askers[^1]) : askers;

    private static bool EndsSessions(Entry entry) =>
        entry.Route.StartsWith("/sign-out", StringComparison.Ordinal) || (entry.Route.StartsWith("/account", StringComparison.Ordinal) && entry.Route != OwnData);
}
