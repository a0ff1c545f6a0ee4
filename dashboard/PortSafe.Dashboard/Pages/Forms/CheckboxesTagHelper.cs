using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>Any of a few, all in view.</summary>
[HtmlTargetElement("ps-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTagHelper() : FieldsetTagHelper("govuk-checkboxes", "checkbox")
{
    /// <summary>The values that are ticked.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    protected override IReadOnlyList<string> Chosen() => Values;

    protected override void Complete(TagBuilder list) => list.Attributes["data-module"] = "govuk-checkboxes";
}
