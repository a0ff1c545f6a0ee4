namespace PortSafe.Grains.Tests.Newsletters;

/// <summary>Texts that would do harm if any of them came to life, made from every vector in every form.</summary>
internal static class HostilePayloads
{
    private static readonly string[] Elements =
    [
        "script", "img", "svg", "iframe", "object", "embed", "video", "audio", "body", "input", "details", "math", "link", "meta", "base", "form", "style", "template", "marquee", "button", "select", "textarea", "picture", "portal",
    ];

    private static readonly string[] ElementForms =
    [
        "<{0} onerror=alert(1) onload=alert(1)>", "<{0}/onload=alert(1)//", "<{0} src=javascript:alert(1) href=javascript:alert(1) action=//evil.example>", "\"><{0} onfocus=alert(1) autofocus>", "</p></td></table></{0}><{0}>alert(1)</{0}>",
        "&lt;{0} onerror=alert(1)&gt;", "&#60;{0} onerror=alert(1)&#62;", "<{0}\u000Bonerror=alert(1)>",
    ];

    private static readonly string[] Schemes = ["javascript:alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,PHN2Zz4=", "file:///etc/passwd", "blob:https://x/y", "ms-word:x", "about:blank", "filesystem:x", "sms:+15551234"];

    private static readonly Func<string, string>[] SchemeForms =
    [
        text => text, text => text.ToUpperInvariant(), text => $"\u0001{text}", text => $" {text}", text => text.Insert(4, "\t"), text => text.Insert(2, "&#10;"), text => text.Replace(":", "&colon;", StringComparison.Ordinal),
        text => text.Replace(":", "\uFF1A", StringComparison.Ordinal), text => text.Replace(":", "%3A", StringComparison.Ordinal), text => $"/{text}", text => $"https://portsafe.example/%0d%0a{text}", text => $"x\" href=\"{text}",
    ];

    private static readonly string[] Others =
    [
        "--><script>alert(1)</script><!--", "]]><script>alert(1)</script>", "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "<!--[if mso]><script>alert(1)</script><![endif]-->", "\u0000<script>alert(1)</script>",
        "<scr\u0000ipt>alert(1)</script>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<a href=javascript:alert(1)>x</a>", "<math><mi xlink:href=\"javascript:alert(1)\">", "//evil.example/x", "/\\evil.example", "\\\\evil.example\\x",
        "https://user@evil.example", "https://portsafe.example@evil.example", "x\" onmouseover=\"alert(1)", "x' onmouseover='alert(1)", "x` onmouseover=`alert(1)", "{{stat:reports}}\"><script>alert(1)</script>", "mailto:a@b.example?bcc=all@b.example",
        "mailto:a@b.example?body=x&cc=all@b.example", "tel:alert(1)", "tel:*21*", "{{chart:<script>}}", "{ onclick=alert(1) }", "[x](javascript:alert(1)){.a onclick=alert(1)}", "![x](x \"onerror=alert(1)\")", "style=\"background:url(//evil.example)\"",
        "expression(alert(1))", "@import '//evil.example';", "<![CDATA[<script>alert(1)</script>]]>", "<?xml-stylesheet href=\"//evil.example\"?>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;", "&NewLine;javascript:alert(1)", "\u202Egnp.evil",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. ElementForms.SelectMany(form => Elements.Select(element => form.Replace("{0}", element, StringComparison.Ordinal))),
        .. SchemeForms.SelectMany(form => Schemes.Select(form)),
        .. Others,
    ];

    /// <summary>Where in Markdown a payload can stand.</summary>
    public static IReadOnlyList<string> Places { get; } =
    [
        "{0}", "# {0}", "- {0}", "> {0}", "**{0}**", "a `{0}` b", "    {0}", "```{0}\n{0}\n```", "[x]({0})", "[x](<{0}>)", "[{0}](https://example.org)", "[x](https://example.org \"{0}\")", "[x][r]\n\n[r]: {0}",
        "[x][r]\n\n[r]: <{0}> '{0}'", "<{0}>", "![{0}]({0})", "| {0} | b |\n|---|---|\n| {0} | c |", "text {0} text\n{0}\n===", "[x](https://example.org/{0})", "[x](/{0})", "[x](#{0})\n\n# {0}",
        "![{0}](/newsletters/images/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png)", "![x](/newsletters/images/{0})",
    ];
}
