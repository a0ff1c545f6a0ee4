using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>Something to choose.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Hint">A line below the text; null for none.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);

/// <summary>One of a few, all in view.</summary>
[HtmlTargetElement("ps-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper : FieldTagHelper
{
    public required IReadOnlyList<Choice> Choices { get; set; }

    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Group(output);
        var fieldset = new TagBuilder("fieldset");
        fieldset.AddCssClass("govuk-fieldset");
        if (DescribedBy is { } ids)
            fieldset.Attributes["aria-describedby"] = ids;
        fieldset.InnerHtml.AppendHtml(Text("legend", "govuk-fieldset__legend govuk-fieldset__legend--s", Label));
        var before = new DefaultTagHelperContent();
        HintAndFault(before);
        fieldset.InnerHtml.AppendHtml(before);
        var list = Text("div", "govuk-radios", "");
        var chosen = Shown(Name, Value);
        for (var index = 0; index < Choices.Count; index++)
            list.InnerHtml.AppendHtml(Item(Choices[index], index == 0 ? Id : $"{Id}-{index + 1}", chosen));
        fieldset.InnerHtml.AppendHtml(list);
        output.Content.AppendHtml(fieldset);
    }

    private TagBuilder Item(Choice choice, string id, string? chosen)
    {
        var item = Text("div", "govuk-radios__item", "");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("govuk-radios__input");
        (input.Attributes["id"], input.Attributes["name"], input.Attributes["type"], input.Attributes["value"]) = (id, Name, "radio", choice.Value);
        if (choice.Value == chosen)
            input.Attributes["checked"] = "checked";
        item.InnerHtml.AppendHtml(input).AppendHtml(LabelFor(id, choice.Text, "govuk-label govuk-radios__label"));
        if (choice.Hint is { } hint)
        {
            input.Attributes["aria-describedby"] = $"{id}-item-hint";
            item.InnerHtml.AppendHtml(Text("div", "govuk-hint govuk-radios__hint", hint, $"{id}-item-hint"));
        }
        return item;
    }
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
