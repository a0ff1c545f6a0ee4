using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using PortSafe.Domain;

namespace PortSafe.Dashboard.Pages.Forms;

/// <summary>A date as typed, in three fields.</summary>
public sealed record DateFields
{
    public string? Day { get; init; }

    public string? Month { get; init; }

    public string? Year { get; init; }

    public static DateFields Of(DateOnly date) => new() { Day = $"{date.Day}", Month = $"{date.Month}", Year = $"{date.Year}" };

    /// <param name="field">The name under which the error is shown.</param>
    public Result<DateOnly> Read(string field) =>
        DateOnly.TryParseExact($"{Year?.Trim()}-{Month?.Trim()}-{Day?.Trim()}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Error.Invalid("date-unreadable", "Enter a real date, such as 9 10 2026.", field);
}

/// <summary>Day, month and year.</summary>
[HtmlTargetElement("ps-date", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateTagHelper : FieldTagHelper
{
    private static readonly (string Part, string Label, int Width)[] Parts = [("Day", "Day", 2), ("Month", "Month", 2), ("Year", "Year", 4)];

    public DateFields? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Group(output);
        var fieldset = Text("fieldset", "govuk-fieldset", "");
        fieldset.Attributes["role"] = "group";
        if (DescribedBy is { } ids)
            fieldset.Attributes["aria-describedby"] = ids;
        fieldset.InnerHtml.AppendHtml(Text("legend", "govuk-fieldset__legend govuk-fieldset__legend--s", Label));
        var before = new DefaultTagHelperContent();
        HintAndFault(before);
        fieldset.InnerHtml.AppendHtml(before);
        var row = Text("div", "govuk-date-input", "");
        foreach (var (part, label, width) in Parts)
            row.InnerHtml.AppendHtml(Item(part, label, width));
        fieldset.InnerHtml.AppendHtml(row);
        output.Content.AppendHtml(fieldset);
    }

    private TagBuilder Item(string part, string label, int width)
    {
        var name = $"{Name}.{part}";
        // The summary's link to the field leads to its first part.
        var id = part == "Day" ? Id : IdOf(name);
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass($"govuk-input govuk-date-input__input govuk-input--width-{width}{(Fault is null ? "" : " govuk-input--error")}");
        (input.Attributes["id"], input.Attributes["name"], input.Attributes["type"], input.Attributes["inputmode"]) = (id, name, "text", "numeric");
        var own = part switch
        {
            "Day" => Value?.Day,
            "Month" => Value?.Month,
            _ => Value?.Year,
        };
        if (Shown(name, own) is { } value)
            input.Attributes["value"] = value;
        var group = Text("div", "govuk-form-group", "");
        group.InnerHtml.AppendHtml(LabelFor(id, label, "govuk-label govuk-date-input__label")).AppendHtml(input);
        var item = Text("div", "govuk-date-input__item", "");
        item.InnerHtml.AppendHtml(group);
        return item;
    }
}
