using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using PortSafe.Domain.Accounts;
using PortSafe.Testing;
using Xunit.Abstractions;

namespace PortSafe.Dashboard.Tests.Access;

/// <summary>
/// Everything that the application answers × everyone who could ask × the port that they name and how they name it. Both lists come
/// from the application itself; what is expected comes from the declared policies by <see cref="AccessTable"/>.
/// </summary>
[Collection(MatrixCollection.Name)]
public sealed class AccessMatrixTests(MatrixSite matrix, ITestOutputHelper output)
{
    private const string SignIn = "/sign-in";

    private enum Way
    {
        Plain,
        OtherByRoute,
        OtherByQuery,
        OtherByForm,
        OtherByBody,
    }

    [Fact]
    public void Everything_that_is_answered_declares_who_may_have_it()
    {
        Assert.NotEmpty(matrix.Entries);
        Assert.DoesNotContain(matrix.Entries, entry => !entry.IsPublic && entry.Policies.Count == 0 && entry.Metadata.GetOrderedMetadata<AuthorizationPolicy>().Count == 0);
        Assert.Empty(matrix.Entries.SelectMany(entry => entry.Policies).Distinct(StringComparer.Ordinal).Except(AccessTable.Policies.Keys));
    }

    [Fact]
    public async Task Everything_answers_whom_its_policy_lets_in_and_nobody_else()
    {
        List<string> wrong = [];
        var count = 0;
        foreach (var asker in matrix.Askers)
        {
            // Other tests may have signed them out everywhere.
            await asker.PrepareAsync(matrix.Client);
            foreach (var entry in matrix.Entries.OrderBy(entry => entry.IsRead ? 0 : 1))
            {
                var plainNamesOther = false;
                foreach (var way in WaysOf(entry))
                {
                    using var answer = await SendAsync(entry, asker, way);
                    var body = await answer.Content.ReadAsStringAsync();
                    var namesOther = Asked.OtherFacts.Any(fact => body.Contains(fact, StringComparison.Ordinal));
                    if (way == Way.Plain)
                        plainNamesOther = namesOther;
                    if (Fault(entry, asker, way, answer, namesOther, plainNamesOther) is { } fault)
                        wrong.Add($"{entry} as {asker.Name}, {way}: {(int)answer.StatusCode} {answer.Headers.Location}: {fault}");
                    count++;
                }
            }
        }
        Report(count);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(60).Prepend($"{wrong.Count} of {count}:")));
    }

    private static IEnumerable<Way> WaysOf(Entry entry)
    {
        yield return Way.Plain;
        if (!entry.IsPage && !entry.IsApi)
            yield break;
        if (entry.NamesPort)
            yield return Way.OtherByRoute;
        yield return Way.OtherByQuery;
        if (!entry.IsRead)
            yield return entry.IsPage ? Way.OtherByForm : Way.OtherByBody;
    }

    private static string? Fault(Entry entry, Asker asker, Way way, HttpResponseMessage answer, bool namesOther, bool plainNamesOther)
    {
        var (status, isSentToSignIn) = (answer.StatusCode, IsSentToSignIn(answer));
        if ((int)status >= 500)
            return "it broke";
        if (entry.IsApi && (int)status >= 400 && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return "a program is told what is wrong in problem details";
        if (!entry.IsKnownMethod)
            return status == HttpStatusCode.MethodNotAllowed ? null : "nobody asks in this way";
        if (entry.IsPublic)
            return isSentToSignIn || status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "it is for everyone" : null;
        if (asker.IsNobody || (asker.Scope is not null && !entry.IsApi))
        {
            var isAsked = entry.IsApi ? status == HttpStatusCode.Unauthorized : isSentToSignIn;
            return isAsked && !namesOther ? null : "nobody is signed in";
        }
        if (!IsAdmitted(entry, asker) || (asker.Role == Role.PortManager && way == Way.OtherByRoute))
            return status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound && !namesOther ? null : "it is not for them";
        if (isSentToSignIn || status is HttpStatusCode.Unauthorized || status is HttpStatusCode.Forbidden)
            return "it is for them";
        return asker.Role == Role.PortManager && namesOther && (entry.NamesPort || !plainNamesOther) ? "it tells of another port" : null;
    }

    private static bool IsAdmitted(Entry entry, Asker asker) =>
        entry.Policies.All(policy => AccessTable.Policies.TryGetValue(policy, out var admitted) && Admits(admitted, asker)) &&
        (!AccessTable.Handlers.TryGetValue(entry.ToString(), out var roles) || (asker.Role is not null && roles.Contains(asker.Role)));

    private static bool Admits(Admitted admitted, Asker asker) => asker.Role is { } role ? admitted.Roles.Contains(role) : admitted.Scopes.Contains(asker.Scope!);

    private static bool IsSentToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location is { } location &&
        (location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString.Split('?')[0]) == SignIn &&
        (location.OriginalString.Contains("?from=", StringComparison.Ordinal));

    private async Task<HttpResponseMessage> SendAsync(Entry entry, Asker asker, Way way)
    {
        var path = way == Way.OtherByRoute ? entry.Path(("locode", Asked.OtherPort)) : entry.Path();
        if (way == Way.OtherByQuery)
            path += $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}locode={Asked.OtherPort}&port={Asked.OtherPort}&ports={Asked.OtherPort}&id={Asked.OtherPort}";
        using var request = new HttpRequestMessage(new HttpMethod(entry.Method), new Uri(path, UriKind.Relative));
        var port = way is Way.OtherByForm or Way.OtherByBody ? Asked.OtherPort : null;
        if (!entry.IsRead && entry.IsPage)
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", asker.FormToken), new("confirmed", "true"), .. Named(port)]);
        else if (!entry.IsRead)
            request.Content = entry.ContentType == "text/csv" ? new StringContent($"locode\n{port}\n", null, "text/csv") : JsonBody(port);
        await asker.SignAsync(request, isFresh: !entry.IsRead);
        return await matrix.Client.SendAsync(request);
    }

    private static JsonContent JsonBody(string? port) => port is null ? JsonContent.Create(new { }) : JsonContent.Create(new { locode = port, port, ports = new[] { port } });

    private static IEnumerable<KeyValuePair<string, string>> Named(string? port) =>
        port is null ? [] : [new("locode", port), new("port", port), new("ports", port), new("id", port)];

    private void Report(int count)
    {
        var pages = matrix.Entries.Where(entry => entry.IsPage).ToList();
        var api = matrix.Entries.Where(entry => entry.IsApi).ToList();
        var text = $"{count} requests: {pages.Count} page handlers on {pages.Select(entry => entry.Route).Distinct().Count()} routes, {api.Count} API endpoints and " +
            $"{matrix.Entries.Count - pages.Count - api.Count} others, each as {string.Join(", ", matrix.Askers.Select(asker => asker.Name))}.";
        output.WriteLine(text);
        Directory.CreateDirectory(Repository.PathTo("artifacts", "tests"));
        File.WriteAllLines(Repository.PathTo("artifacts", "tests", "matrix.txt"), [text, "", .. matrix.Entries.Select(entry => $"{entry}: {(entry.IsPublic ? "everyone" : string.Join(" and ", entry.Policies))}")]);
    }
}
