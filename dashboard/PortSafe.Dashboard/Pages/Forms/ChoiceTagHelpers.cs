using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>Something to choose.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Hint">A line below the text; null for none.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);

/// <summary>One of a few, all in view.</summary>
[HtmlTargetElement("ps-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper() : FieldsetTagHelper("govuk-radios", "radio")
{
    public string? Value { get; set; }

    protected override IReadOnlyList<string> Chosen() => Shown(Name, Value) is { } chosen ? [chosen] : [];
}

/// <summary>One of many.</summary>
[HtmlTargetElement("ps-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper : FieldTagHelper
{
    public required IReadOnlyList<Choice> Choices { get; set; }

    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Group(output);
        output.Content.AppendHtml(LabelFor(Id, Label));
        HintAndFault(output.Content);
        var select = new TagBuilder("select");
        select.AddCssClass(Fault is null ? "govuk-select" : "govuk-select govuk-select--error");
        (select.Attributes["id"], select.Attributes["name"]) = (Id, Name);
        if (DescribedBy is { } ids)
            select.Attributes["aria-describedby"] = ids;
        var chosen = Shown(Name, Value);
        foreach (var choice in Choices)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = choice.Value;
            if (choice.Value == (chosen ?? ""))
                option.Attributes["selected"] = "selected";
            option.InnerHtml.Append(choice.Text);
            select.InnerHtml.AppendHtml(option);
        }
        output.Content.AppendHtml(select);
    }
}
