using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>What every GOV.UK form field has: a label, a hint, and the error that the model state holds under its name.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The field's name in the form, in the model state and, with dots as underscores, its id.</summary>
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    protected string Id => IdOf(Name);

    protected string? Fault => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors is [var first, ..] ? first.ErrorMessage : null;

    /// <summary>What to list in <c>aria-describedby</c>; null for nothing.</summary>
    protected string? DescribedBy
    {
        get
        {
            string?[] ids = [Hint is null ? null : $"{Id}-hint", Fault is null ? null : $"{Id}-error"];
            return string.Join(' ', ids.OfType<string>()) is { Length: > 0 } listed ? listed : null;
        }
    }

    public static string IdOf(string name) => name.Replace('.', '_');

    protected void Group(TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Fault is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
    }

    /// <summary>What the reader typed, where the form came back, or else the page's own value.</summary>
    protected string? Shown(string name, string? otherwise) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) && entry.AttemptedValue is { } typed ? typed : otherwise;

    protected void HintAndFault(TagHelperContent content)
    {
        if (Hint is { } hint)
            content.AppendHtml(Text("div", "govuk-hint", hint, $"{Id}-hint"));
        if (Fault is not { } fault)
            return;
        var line = Text("p", "govuk-error-message", "", $"{Id}-error");
        line.InnerHtml.AppendHtml(Text("span", "govuk-visually-hidden", "Error:")).Append(" ").Append(fault);
        content.AppendHtml(line);
    }

    protected static TagBuilder Text(string tag, string classes, string text, string? id = null)
    {
        var builder = new TagBuilder(tag);
        builder.AddCssClass(classes);
        if (id is not null)
            builder.Attributes["id"] = id;
        builder.InnerHtml.Append(text);
        return builder;
    }

    protected static TagBuilder LabelFor(string id, string text, string classes = "govuk-label govuk-label--s")
    {
        var label = Text("label", classes, text);
        label.Attributes["for"] = id;
        return label;
    }
}
