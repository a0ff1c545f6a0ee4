using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>Any of a few, all in view.</summary>
[HtmlTargetElement("ps-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTagHelper : FieldTagHelper
{
    public required IReadOnlyList<Choice> Choices { get; set; }

    /// <summary>The values that are ticked.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

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
        var list = Text("div", "govuk-checkboxes", "");
        list.Attributes["data-module"] = "govuk-checkboxes";
        for (var index = 0; index < Choices.Count; index++)
            list.InnerHtml.AppendHtml(Item(Choices[index], index == 0 ? Id : $"{Id}-{index + 1}"));
        fieldset.InnerHtml.AppendHtml(list);
        output.Content.AppendHtml(fieldset);
    }

    private TagBuilder Item(Choice choice, string id)
    {
        var item = Text("div", "govuk-checkboxes__item", "");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("govuk-checkboxes__input");
        (input.Attributes["id"], input.Attributes["name"], input.Attributes["type"], input.Attributes["value"]) = (id, Name, "checkbox", choice.Value);
        if (Values.Contains(choice.Value))
            input.Attributes["checked"] = "checked";
        item.InnerHtml.AppendHtml(input).AppendHtml(LabelFor(id, choice.Text, "govuk-label govuk-checkboxes__label"));
        if (choice.Hint is { } hint)
        {
            input.Attributes["aria-describedby"] = $"{id}-item-hint";
            item.InnerHtml.AppendHtml(Text("div", "govuk-hint govuk-checkboxes__hint", hint, $"{id}-item-hint"));
        }
        return item;
    }
}
