using Microsoft.Extensions.DependencyInjection;
using PortSafe.Dashboard.Tests.Access;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>What was asked of one server, what it answered and what it logged meanwhile.</summary>
internal sealed record Exchange(TwinRequest Request, WireAnswer Answer, string Head, string Body, string Logs)
{
    /// <summary>Where the other's answer to the same request differs; null when it does not.</summary>
    public string? Differs(Exchange other)
    {
        if (Head != other.Head)
            return Between("head", Head, other.Head);
        if (Body != other.Body)
            return Between("body", Body, other.Body);
        if (Answer.Bytes != other.Answer.Bytes)
            return $"{Request}: {Answer.Bytes} and {other.Answer.Bytes} bytes";
        return Logs == other.Logs ? null : Between("log", Logs, other.Logs);
    }

    private string Between(string what, string one, string two)
    {
        const int Around = 100;
        var at = one.Zip(two).TakeWhile(pair => pair.First == pair.Second).Count();
        string Part(string text) => text.Substring(Math.Max(0, Math.Min(at, text.Length) - Around), Math.Min(2 * Around, text.Length - Math.Max(0, Math.Min(at, text.Length) - Around))).ReplaceLineEndings("⏎");
        return $"{Request}: the {what} differs at {at}:\n    {Part(one)}\n    {Part(two)}";
    }
}

/// <summary>Asks a server.</summary>
internal static class TwinScript
{
    public static async Task<Exchange> AskAsync(this TwinServer server, TwinRequest request)
    {
        server.Logs.Take();
        var answer = await server.SendAsync(request);
        return new Exchange(request, answer, Allowed.Head(answer.Head), Allowed.Body(answer.Body), Allowed.Log(server.Logs.Take()));
    }

    /// <summary>Everything that can be read, by everyone.</summary>
    public static IEnumerable<TwinRequest> Reads(IReadOnlyList<Entry> entries, IReadOnlyList<TwinAsker> askers)
    {
        foreach (var entry in entries.Where(entry => entry.IsRead))
        {
            var isFile = entry.Endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
            foreach (var path in TwinPaths.Of(entry))
            {
                foreach (var asker in isFile ? askers.Take(2) : askers)
                    yield return new TwinRequest(entry.Method, path, asker, []);
            }
        }
        foreach (var path in TwinPaths.Nowhere)
        {
            foreach (var asker in askers)
                yield return TwinRequest.Get(path, asker);
        }
    }

    /// <summary>The same again in the other ways in which it can be asked for.</summary>
    public static IEnumerable<TwinRequest> Ways(Exchange plain)
    {
        var (path, asker) = (plain.Request.Path, plain.Request.Asker);
        if (plain.Request.Method != "GET")
            yield break;
        yield return new TwinRequest("HEAD", path, asker, []);
        if (plain.Answer.Status != 200)
            yield break;
        yield return TwinRequest.Get(path, asker, $"If-None-Match: {plain.Answer.Header("ETag") ?? "\"x\""}");
        yield return TwinRequest.Get(path, asker, $"If-Modified-Since: {plain.Answer.Header("Last-Modified") ?? "Sun, 09 Nov 2025 10:00:00 GMT"}");
        yield return TwinRequest.Get(path, asker, "Range: bytes=10-99");
        yield return TwinRequest.Get(path, asker, "Accept-Encoding: br, gzip", "Accept: */*", "Accept-Language: cy");
    }
}
