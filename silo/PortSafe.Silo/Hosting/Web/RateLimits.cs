using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Silo.Hosting.Web;

/// <summary>
/// How often one caller may ask. Every address has a generous allowance for everything. What can be sent without being signed in,
/// and so guessed at, has a tight one of its own, for those who are signed in too: whatever such a page is, it is counted without
/// having to say so.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int HalfOfIPv6 = 8;
    private const string JoinPath = "/join";

    /// <summary>For every request, before anything is looked up for it.</summary>
    public static RateLimiterOptions ForAddresses(WebOptions options) => Limiter(context =>
        context.IsErrorPage() ? RateLimitPartition.GetNoLimiter("") : PerMinute($"any {AddressOf(context)}", options.RequestsPerMinute));

    /// <summary>For what a request asks for, once that and who asks are known.</summary>
    public static RateLimiterOptions ForEndpoints(WebOptions options) => Limiter(context =>
    {
        if (context.IsErrorPage() || context.GetEndpoint() is not RouteEndpoint endpoint)
            return RateLimitPartition.GetNoLimiter("");
        var actor = context.User.FindActor();
        if (actor is { IsPerson: false })
            return PerMinute(actor.Id, options.KeyRequestsPerMinute);
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            return RateLimitPartition.GetNoLimiter("");
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            // Whoever applies sends a form a question, which is no reason to keep others behind the same address from signing in.
            return context.Request.Path.StartsWithSegments(JoinPath)
                ? PerMinute($"join {AddressOf(context)}", options.ApplicationFormsPerMinute)
                : PerMinute($"guess {AddressOf(context)}", options.GuessesPerMinute);
        }
        return actor is null && context.Request.Path.StartsWithSegments("/api") ? PerMinute($"api {AddressOf(context)}", options.AnonymousApiPerMinute) : RateLimitPartition.GetNoLimiter("");
    });

    /// <summary>The caller's address; of an IPv6 address the half that a network is given, because whoever has one has all in it.</summary>
    public static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(HalfOfIPv6).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static RateLimiterOptions Limiter(Func<HttpContext, RateLimitPartition<string>> partition) => new()
    {
        GlobalLimiter = PartitionedRateLimiter.Create(partition, StringComparer.Ordinal),
        RejectionStatusCode = StatusCodes.Status429TooManyRequests,
        OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : Window;
            rejected.HttpContext.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
            return ValueTask.CompletedTask;
        },
    };

    private static RateLimitPartition<string> PerMinute(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });
}
