using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>One line of text, or several.</summary>
[HtmlTargetElement("ps-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper : FieldTagHelper
{
    public string? Value { get; set; }

    /// <summary>In characters: 2, 3, 4, 5, 10, 20 or 30; null for the whole line.</summary>
    public int? Width { get; set; }

    /// <summary>Whether a whole number is asked for.</summary>
    public bool IsNumber { get; set; }

    /// <summary>More than one makes a text area.</summary>
    public int Rows { get; set; } = 1;

    public int? MaxLength { get; set; }

    /// <summary>What the browser may fill in, such as <c>email</c>.</summary>
    public string? Autocomplete { get; set; }

    public string Type { get; set; } = "text";

    /// <summary>Whether the field is empty again when the form comes back, as a code should be.</summary>
    public bool Fresh { get; set; }

    /// <summary>Further classes of the field itself.</summary>
    public string? Classes { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Group(output);
        output.Content.AppendHtml(LabelFor(Id, Label));
        HintAndFault(output.Content);
        output.Content.AppendHtml(Rows > 1 ? Area() : Line());
    }

    private TagBuilder Line()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        Common(input, "govuk-input");
        if (Width is { } width)
            input.AddCssClass($"govuk-input--width-{width}");
        input.Attributes["type"] = Type;
        if (!Fresh && Shown(Name, Value) is { } value)
            input.Attributes["value"] = value;
        if (IsNumber)
            input.Attributes["inputmode"] = "numeric";
        if (Autocomplete is { } fill)
            input.Attributes["autocomplete"] = fill;
        return input;
    }

    private TagBuilder Area()
    {
        var area = new TagBuilder("textarea");
        Common(area, "govuk-textarea");
        area.Attributes["rows"] = $"{Rows}";
        // A parser drops one line break after the tag, so a text that starts with one keeps it.
        area.InnerHtml.Append($"\n{Shown(Name, Value)}");
        return area;
    }

    private void Common(TagBuilder field, string classes)
    {
        field.AddCssClass(Fault is null ? classes : $"{classes} {classes}--error");
        if (Classes is not null)
            field.AddCssClass(Classes);
        field.Attributes["id"] = Id;
        field.Attributes["name"] = Name;
        if (MaxLength is { } most)
            field.Attributes["maxlength"] = $"{most}";
        if (DescribedBy is { } ids)
            field.Attributes["aria-describedby"] = ids;
    }
}
