using System.Text.RegularExpressions;
using PortSafe.Dashboard.Tests.Access;
using PortSafe.Grains.Newsletters;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>An issue may lead only to pages that there are, and to all that anyone can begin at.</summary>
[Collection(SiteCollection.Name)]
public sealed partial class PublicAddressesTests(SampleSite site)
{
    /// <summary>Pages within a journey, and those that only a mailed link leads to: nobody begins there.</summary>
    private static readonly string[] Inside =
        ["/error/", "/invitation/", "/join/", "/newsletters/images/", "/newsletters/charts/", "/recover", "/sample-sign-in", "/set-up", "/sign-in/", "/unsubscribe", "/subscribe/", "/subscription", "/preferences", "/api/v1/", "/openapi/", "/health/", "/.well-known/", "/confirm"];

    [Fact]
    public async Task Each_address_is_a_page()
    {
        var pages = (await ReadsAsync()).Where(entry => entry.IsPage).Select(entry => Shape(entry.Route)).ToHashSet(StringComparer.Ordinal);
        Assert.All(PublicAddresses.Routes, route => Assert.Contains(Shape(route), pages));
    }

    [Fact]
    public async Task Each_page_that_anyone_can_begin_at_is_an_address()
    {
        var known = PublicAddresses.Routes.Select(Shape).ToHashSet(StringComparer.Ordinal);
        var missing = (await ReadsAsync())
            .Where(entry => entry.IsPage && entry.IsPublic && !Inside.Any(inside => entry.Route.StartsWith(inside, StringComparison.Ordinal)))
            .Select(entry => Shape(entry.Route))
            .Where(route => !known.Contains(route))
            .Distinct();
        Assert.Empty(missing);
    }

    private async Task<IEnumerable<Entry>> ReadsAsync() => (await Entry.ListAsync(site.Services)).Where(entry => entry.Method == "GET" && entry.Handler is null);

    private static string Shape(string route) => Parameter().Replace(route, "{}");

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
