using PortSafe.Grains.Mail.Layout;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>How a mail looks, as styles on each element: many readers keep no other.</summary>
internal static class EmailStyles
{
    public const string Ink = "#0b0c0c";
    public const string Quiet = "#505a5f";
    public const string Rule = EmailHtml.Rule;
    public const string Tint = "#f3f5f7";
    public const string Good = "#00803f";
    public const string Bad = "#d4351c";
    public const string Navy = EmailHtml.Navy;
    public const string Font = $"{EmailHtml.Font};";

    private const string Body = $"{Font}font-size:17px;line-height:26px;color:{Ink};";
    private const string Cell = $"{Font}font-size:15px;line-height:20px;color:{Ink};padding:7px 12px 7px 0;border-bottom:1px solid {Rule};vertical-align:top;";
    private const string Number = "text-align:right;padding-right:0;padding-left:12px;font-variant-numeric:tabular-nums;";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["h1"] = $"margin:0 0 14px;{Font}font-size:30px;line-height:36px;font-weight:bold;color:{Ink};",
        ["h2"] = $"margin:36px 0 8px;{Font}font-size:22px;line-height:28px;font-weight:bold;color:{Ink};",
        ["h3"] = $"margin:28px 0 4px;{Font}font-size:18px;line-height:24px;font-weight:bold;color:{Ink};",
        ["p"] = $"margin:0 0 16px;{Body}",
        ["p-li"] = $"margin:0 0 8px;{Body}",
        ["ul"] = $"margin:0 0 16px;padding:0 0 0 22px;{Body}",
        ["ol"] = $"margin:0 0 16px;padding:0 0 0 26px;{Body}",
        ["li"] = "margin:0 0 8px;",
        ["a"] = EmailHtml.LinkStyle,
        ["a-tel"] = $"{EmailHtml.LinkStyle};white-space:nowrap",
        ["hr"] = $"margin:32px 0;border:0;border-top:1px solid {Rule};",
        ["pre"] = $"margin:0 0 16px;padding:12px;background-color:{Tint};font-family:'Courier New',Courier,monospace;font-size:15px;line-height:22px;color:{Ink};white-space:pre-wrap;",
        ["code"] = "font-family:'Courier New',Courier,monospace;font-size:16px;",
        ["table"] = "width:100%;margin:0 0 16px;border-collapse:collapse;",
        ["th"] = $"{Cell}font-weight:bold;text-align:left;border-bottom:2px solid {Ink};",
        ["th-number"] = $"{Cell}font-weight:bold;border-bottom:2px solid {Ink};{Number}",
        ["th-inner"] = $"{Cell}font-weight:bold;border-bottom:2px solid {Ink};{Number}padding-right:20px;",
        ["td-inner"] = $"{Cell}{Number}padding-right:20px;",
        ["th-row"] = $"{Cell}font-weight:normal;text-align:left;",
        ["td"] = Cell,
        ["td-number"] = $"{Cell}{Number}",
        ["note"] = $"margin:0 0 10px;{Font}font-size:14px;line-height:20px;color:{Quiet};",
    };

    /// <summary>The classes by which the house layout turns an element for dark screens; empty where it stays.</summary>
    private static string ClassOf(string element) => element switch
    {
        "a" or "a-tel" => " class=\"ps-link\"",
        "h1" => " class=\"ps-text ps-title\"",
        "th" or "th-number" or "th-inner" => " class=\"ps-text ps-ink\"",
        "td" or "td-number" or "td-inner" or "th-row" => " class=\"ps-text ps-rule\"",
        "hr" => " class=\"ps-rule\"",
        "note" => " class=\"ps-quiet\"",
        "pre" => " class=\"ps-text ps-line\"",
        "table" or "em" or "strong" or "tr" or "li" or "code" => "",
        _ => " class=\"ps-text\"",
    };

    public static string Attributes(string element) =>
        Known.TryGetValue(element, out var style) ? $"{ClassOf(element)} style=\"{style}\"" : "";
}
