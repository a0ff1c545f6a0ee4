using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PortSafe.Grains;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Newsletters.Archive;

namespace PortSafe.Dashboard.Newsletters.Feeds;

/// <summary>The feeds as files, written once for each edition of the archive.</summary>
internal sealed class NewsletterFeeds(IssueArchive archive, PublicSite site)
{
    private Written? _written;

    public async Task<FeedFile> RssAsync(CancellationToken ct) => (await WriteAsync(ct)).Rss;

    public async Task<FeedFile> JsonAsync(CancellationToken ct) => (await WriteAsync(ct)).Json;

    private async Task<Written> WriteAsync(CancellationToken ct)
    {
        var edition = await archive.ReadAsync(ct);
        if (_written is { } written && ReferenceEquals(written.Edition, edition))
            return written;
        var feed = Feed.Of(edition, site);
        return _written = new Written(
            edition,
            new FeedFile(RssFeed.Write(feed, site.Page(Links.NewsletterRss)), RssFeed.MediaType, feed.ChangedAt),
            new FeedFile(JsonFeed.Write(feed, site.Page(Links.NewsletterJson)), JsonFeed.MediaType, feed.ChangedAt));
    }

    private sealed record Written(ArchiveEdition Edition, FeedFile Rss, FeedFile Json);
}

/// <summary>A feed as it is sent.</summary>
/// <param name="ChangedAt">Null while nothing was published.</param>
internal sealed record FeedFile(byte[] Bytes, string MediaType, DateTimeOffset? ChangedAt)
{
    /// <summary>Names what is in it, and nothing else.</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 16))}\"");
}

internal static class NewsletterFeedEndpoints
{
    /// <summary>No longer, because an issue can be withdrawn.</summary>
    private const string FiveMinutes = "public, max-age=300";

    public static void MapNewsletterFeeds(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Links.NewsletterRss, Read, async (NewsletterFeeds feeds, HttpContext http) => Send(await feeds.RssAsync(http.RequestAborted), http)).Everyone();
        app.MapMethods(Links.NewsletterJson, Read, async (NewsletterFeeds feeds, HttpContext http) => Send(await feeds.JsonAsync(http.RequestAborted), http)).Everyone();
    }

    private static string[] Read => [HttpMethods.Get, HttpMethods.Head];

    private static void Everyone(this RouteHandlerBuilder feed) => feed.AllowAnonymous().ExcludeFromDescription();

    private static FileContentHttpResult Send(FeedFile file, HttpContext http)
    {
        http.Response.Headers.CacheControl = FiveMinutes;
        return TypedResults.Bytes(file.Bytes, file.MediaType, lastModified: file.ChangedAt, entityTag: file.Tag);
    }
}
