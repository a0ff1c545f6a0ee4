using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace PortSafe.Dashboard.Newsletters.Feeds;

/// <summary>Writes a feed as JSON Feed 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    public const string MediaType = "application/feed+json; charset=utf-8";

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="self">The feed's own address.</param>
    public static byte[] Write(Feed feed, string self)
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Options))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", Feed.Title);
            json.WriteString("home_page_url", feed.Page);
            json.WriteString("feed_url", self);
            json.WriteString("description", Feed.Description);
            json.WriteString("language", Feed.Language);
            json.WriteStartArray("items");
            foreach (var item in feed.Items)
                WriteItem(json, item);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return file.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter json, FeedItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Address);
        json.WriteString("url", item.Address);
        json.WriteString("title", item.Title);
        json.WriteString("summary", item.Summary);
        json.WriteString("content_html", item.Html);
        json.WriteString("date_published", FeedDate.Json(item.PublishedAt));
        json.WriteStartArray("tags");
        json.WriteStringValue(item.Topic);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
