using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>A password, which scripts can show while it is typed. What was typed is never sent back.</summary>
[HtmlTargetElement("ps-password", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PasswordTagHelper : FieldTagHelper
{
    /// <summary>Whether the browser fills in the <c>current-password</c> or offers a <c>new-password</c>.</summary>
    public required string Autocomplete { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Group(output);
        output.Attributes.SetAttribute("class", $"{output.Attributes["class"].Value} govuk-password-input");
        output.Attributes.SetAttribute("data-module", "govuk-password-input");
        output.Content.AppendHtml(LabelFor(Id, Label));
        HintAndFault(output.Content);
        var wrapper = new TagBuilder("div");
        wrapper.AddCssClass("govuk-input__wrapper govuk-password-input__wrapper");
        wrapper.InnerHtml.AppendHtml(Field()).AppendHtml(Toggle());
        output.Content.AppendHtml(wrapper);
    }

    private TagBuilder Field()
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass($"govuk-input govuk-password-input__input govuk-js-password-input-input{(Fault is null ? "" : " govuk-input--error")}");
        input.Attributes["id"] = Id;
        input.Attributes["name"] = Name;
        input.Attributes["type"] = "password";
        input.Attributes["spellcheck"] = "false";
        input.Attributes["autocapitalize"] = "none";
        input.Attributes["autocomplete"] = Autocomplete;
        if (DescribedBy is { } ids)
            input.Attributes["aria-describedby"] = ids;
        return input;
    }

    private TagBuilder Toggle()
    {
        var button = Text("button", "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle", "Show");
        button.Attributes["type"] = "button";
        button.Attributes["aria-controls"] = Id;
        button.Attributes["aria-label"] = "Show password";
        button.Attributes["hidden"] = "hidden";
        return button;
    }
}
