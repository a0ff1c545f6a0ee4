using System.Net;
using System.Text;
using System.Xml;

namespace PortSafe.Dashboard.Newsletters.Feeds;

/// <summary>Writes a feed as RSS 2.0, with the whole text of each issue in <c>content:encoded</c>.</summary>
internal static class RssFeed
{
    public const string MediaType = "application/rss+xml; charset=utf-8";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Content = "http://purl.org/rss/1.0/modules/content/";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None };

    /// <param name="self">The feed's own address.</param>
    public static byte[] Write(Feed feed, string self)
    {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, Settings))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            xml.WriteAttributeString("xmlns", "content", null, Content);
            xml.WriteStartElement("channel");
            WriteHead(xml, feed, self);
            foreach (var item in feed.Items)
                WriteItem(xml, item);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return file.ToArray();
    }

    private static void WriteHead(XmlWriter xml, Feed feed, string self)
    {
        xml.WriteElementString("title", Feed.Title);
        xml.WriteElementString("link", feed.Page);
        xml.WriteElementString("description", Feed.Description);
        xml.WriteElementString("language", Feed.Language);
        if (feed.ChangedAt is { } changed)
            xml.WriteElementString("lastBuildDate", FeedDate.Rss(changed));
        xml.WriteElementString("docs", "https://www.rssboard.org/rss-specification");
        xml.WriteElementString("ttl", "60");
        xml.WriteStartElement("atom", "link", Atom);
        xml.WriteAttributeString("href", self);
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteEndElement();
    }

    private static void WriteItem(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", item.Title);
        xml.WriteElementString("link", item.Address);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "true");
        xml.WriteString(item.Address);
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", FeedDate.Rss(item.PublishedAt));
        xml.WriteElementString("category", item.Topic);
        // Readers take a description for HTML.
        xml.WriteElementString("description", WebUtility.HtmlEncode(item.Summary));
        xml.WriteElementString("content", "encoded", Content, item.Html);
        xml.WriteEndElement();
    }
}
