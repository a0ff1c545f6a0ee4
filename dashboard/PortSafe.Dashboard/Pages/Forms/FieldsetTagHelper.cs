using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>Choices that are all in view, below one legend.</summary>
/// <param name="block">The name of the design system's block, such as <c>govuk-radios</c>.</param>
/// <param name="type">The type of each input.</param>
public abstract class FieldsetTagHelper(string block, string type) : FieldTagHelper
{
    public required IReadOnlyList<Choice> Choices { get; set; }

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
        var list = Text("div", block, "");
        Complete(list);
        var chosen = Chosen();
        for (var index = 0; index < Choices.Count; index++)
            list.InnerHtml.AppendHtml(Item(Choices[index], index == 0 ? Id : $"{Id}-{index + 1}", chosen));
        fieldset.InnerHtml.AppendHtml(list);
        output.Content.AppendHtml(fieldset);
    }

    /// <summary>The values that are chosen.</summary>
    protected abstract IReadOnlyList<string> Chosen();

    /// <summary>Adds to the list what only one kind has.</summary>
    protected virtual void Complete(TagBuilder list)
    {
    }

    private TagBuilder Item(Choice choice, string id, IReadOnlyList<string> chosen)
    {
        var item = Text("div", $"{block}__item", "");
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass($"{block}__input");
        (input.Attributes["id"], input.Attributes["name"], input.Attributes["type"], input.Attributes["value"]) = (id, Name, type, choice.Value);
        if (chosen.Contains(choice.Value))
            input.Attributes["checked"] = "checked";
        item.InnerHtml.AppendHtml(input).AppendHtml(LabelFor(id, choice.Text, $"govuk-label {block}__label"));
        if (choice.Hint is { } hint)
        {
            input.Attributes["aria-describedby"] = $"{id}-item-hint";
            item.InnerHtml.AppendHtml(Text("div", $"govuk-hint {block}__hint", hint, $"{id}-item-hint"));
        }
        return item;
    }
}
