using System.Globalization;
using PortSafe.Data;

namespace PortSafe.Dashboard.Newsletters.Feeds;

/// <summary>A date as feeds write it.</summary>
internal static class FeedDate
{
    /// <summary>As RFC 822 has it, which RSS asks for, with a year of four digits.</summary>
    public static string Rss(DateTimeOffset instant) => instant.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture);

    /// <summary>As RFC 3339 has it, in whole seconds.</summary>
    public static string Json(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string InWords(DateTimeOffset instant) => UkDate.Of(instant).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
