namespace PortSafe.Grains.Mail.Layout;

/// <summary>
/// What cannot be said on each element: what changes in a narrow window, on a dark screen, and in Outlook. A mail program that drops it
/// shows the message in light colours, in full.
/// </summary>
internal static class EmailStyleSheet
{
    private const string Paper = "#f3f2f1";
    private const string FaintLine = "#4a5057";
    private const string Blue = "#6bace6";

    /// <summary>Each class as it is on a dark screen.</summary>
    private static readonly Dark[] OnDark =
    [
        new("ps-ground") { Ground = "#0b0c0c" },
        new("ps-page") { Ground = "#1c2025" },
        new("ps-text") { Text = Paper },
        new("ps-quiet") { Text = "#c8ccd0" },
        new("ps-good") { Text = "#62d196" },
        new("ps-bad") { Text = "#ff9c8f" },
        new("ps-link") { Text = "#8ec1f0" },
        new("ps-line") { Ground = "#272d34", Line = Blue },
        new("ps-outline") { Line = Blue },
        new("ps-ink") { Line = Paper },
        new("ps-rule") { Line = FaintLine },
        new("ps-quote") { Line = FaintLine },
        new("ps-foot") { Line = FaintLine },
        new("ps-action") { Ground = "#2073bc" },
    ];

    private const string Narrow = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (max-width: 480px) {
          .ps-side { padding-left: 20px !important; padding-right: 20px !important; }
          .ps-stack { display: block !important; width: auto !important; text-align: left !important; }
          .ps-stack + .ps-stack { padding-top: 0 !important; }
          .ps-figure { display: block !important; width: auto !important; padding-right: 0 !important; }
          .ps-named { padding-bottom: 6px !important; }
          .ps-outer { padding: 0 !important; }
          .ps-title { font-size: 26px !important; line-height: 32px !important; }
        }
        """;

    // Outlook on Windows takes pixels for points on a large screen, and its own serif where it does not find a font.
    private const string WordOutlook = """
        <!--[if mso]>
        <xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>
        <style>td, th, caption, p, li, h1, h2, h3 { font-family: Arial, sans-serif; mso-line-height-rule: exactly; }</style>
        <![endif]-->
        """;

    /// <summary>The style sheets, for the document's head.</summary>
    public static string Html { get; } = $$"""
        <style>
        {{Narrow}}
        @media (prefers-color-scheme: dark) {
        {{Rules("  ", "", "")}}
        }
        </style>
        <style>
        {{Rules("", "[data-ogsc] ", "[data-ogsb] ")}}
        </style>
        {{WordOutlook}}
        """;

    /// <param name="forText">Before the selector of a rule about text: Outlook's web and telephone programs mark with it what they turned dark.</param>
    /// <param name="forGround">Before the selector of a rule about grounds and lines.</param>
    private static string Rules(string indent, string forText, string forGround) => string.Join('\n', OnDark.SelectMany(dark => new[]
    {
        dark.Text is { } text ? $"{indent}{forText}.{dark.Class} {{ color: {text} !important; }}" : null,
        dark.Ground is { } ground ? $"{indent}{forGround}.{dark.Class} {{ background-color: {ground} !important; }}" : null,
        dark.Line is { } line ? $"{indent}{forGround}.{dark.Class} {{ border-color: {line} !important; }}" : null,
    }.OfType<string>()));

    private sealed record Dark(string Class)
    {
        public string? Text { get; init; }

        public string? Ground { get; init; }

        public string? Line { get; init; }
    }
}
