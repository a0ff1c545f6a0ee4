namespace PortSafe.Dashboard.Tests.Access;

/// <summary>The headers that every answer carries.</summary>
internal static class Shield
{
    public static void Check(HttpResponseMessage answer)
    {
        Assert.Contains("frame-ancestors 'none'", One(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", One(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-referrer", One(answer, "Referrer-Policy"));
        Assert.Equal("nosniff", One(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", One(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", One(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("publickey-credentials-get=(self)", One(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"));
    }

    private static string One(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : []);
}
