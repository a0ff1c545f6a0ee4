using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PortSafe.Domain;
using PortSafe.Grains.Analytics;
using PortSafe.Grains.Charts;
using PortSafe.Grains.Newsletters.Body;
using PortSafe.Grains.Newsletters.Figures;

namespace PortSafe.Grains.Newsletters.Rendering;

/// <summary>Writes a body for a page in GOV.UK Frontend's classes: a chart is a figure with its picture and its table.</summary>
/// <param name="pictureOf">The address of a chart's SVG on this platform.</param>
/// <param name="isElsewhere">Whether it is read on other sites, so that addresses have to be whole ones.</param>
internal sealed class WebHtmlRenderer(PublicSite site, PictureAddress pictureOf, bool isElsewhere = false) : HtmlRenderer(site)
{
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["h1"] = "govuk-heading-xl",
        ["h2"] = "govuk-heading-l",
        ["h3"] = "govuk-heading-m",
        ["p"] = "govuk-body",
        ["p-li"] = "govuk-body",
        ["ul"] = "govuk-list govuk-list--bullet",
        ["ol"] = "govuk-list govuk-list--number",
        ["a"] = "govuk-link",
        ["a-tel"] = "govuk-link",
        ["hr"] = "govuk-section-break govuk-section-break--visible govuk-section-break--l",
        ["table"] = "govuk-table",
        ["tr"] = "govuk-table__row",
        ["th"] = "govuk-table__header",
        ["th-number"] = "govuk-table__header govuk-table__header--numeric",
        ["th-inner"] = "govuk-table__header govuk-table__header--numeric",
        ["td-inner"] = "govuk-table__cell govuk-table__cell--numeric",
        ["td"] = "govuk-table__cell",
        ["td-number"] = "govuk-table__cell govuk-table__cell--numeric",
    };

    private readonly FigureNotes _notes = new();

    protected override string Attributes(string element) => Classes.TryGetValue(element, out var names) ? $" class=\"{names}\"" : "";

    // A page of this platform keeps its path, so that the page works under any address.
    protected override string Absolute(string address) => !isElsewhere && LinkAddress.IsPage(address) ? address : base.Absolute(address);

    protected override void WriteQuote(QuoteBlock quote)
    {
        Output.Append("<div class=\"govuk-inset-text\">\n");
        WriteBlocks(quote);
        Output.Append("</div>");
    }

    protected override void WriteButton(string address, ContainerInline text)
    {
        Output.Append($"<a href=\"{Html.Text(address)}\" role=\"button\" draggable=\"false\" class=\"govuk-button\">");
        WriteInlines(text);
        Output.Append("</a>");
    }

    protected override void WriteImage(LinkInline link, string alt, IssueImage? image)
    {
        var size = image is null ? "" : $" width=\"{image.Width}\" height=\"{image.Height}\"";
        Output.Append($"<p class=\"govuk-body\"><img class=\"issue-image\" src=\"{Html.Text(link.Url!)}\" alt=\"{Html.Text(alt)}\"{size}></p>");
    }

    protected override void WriteKeyFigures(IReadOnlyList<KeyFigure> figures)
    {
        Output.Append("<dl class=\"issue-figures\">\n");
        foreach (var figure in figures)
        {
            var suffix = figure.Suffix is { } text ? $" <span class=\"issue-figures__suffix\">{Html.Text(text)}</span>" : "";
            Output.Append($"<div class=\"issue-figures__item\"><dt class=\"issue-figures__label\">{Html.Text(figure.Label)}</dt>")
                .Append($"<dd class=\"issue-figures__value\">{Html.Text(figure.Value)}{suffix}</dd>");
            if (figure.Trend is { } trend)
                Output.Append($"<dd class=\"issue-figures__trend\">{Html.Text(Wording.Capital(trend.Sentence))}</dd>");
            Output.Append("</div>\n");
        }
        Output.Append("</dl>");
    }

    protected override void WriteTable(FigureTable table) =>
        WriteTable(table.Title, "govuk-table__caption--s", table.Columns, table.Rows, table.Notes);

    protected override void WriteChart(Figure.Drawn chart)
    {
        var (drawn, table) = (chart.Chart, ChartTable.Of(chart.Chart));
        Output.Append($"<figure class=\"issue-chart\" id=\"{drawn.Id}\">\n<figcaption>\n<h3 class=\"govuk-heading-m\">{Html.Text(drawn.Title)}</h3>\n<p class=\"govuk-hint\">{Html.Text(drawn.Subtitle)}</p>\n</figcaption>\n")
            .Append($"<picture><source media=\"(max-width: 640px)\" srcset=\"{Html.Text(pictureOf(drawn.Id, chart.Period, isNarrow: true))}\">")
            .Append($"<img class=\"issue-chart__picture\" src=\"{Html.Text(pictureOf(drawn.Id, chart.Period, isNarrow: false))}\" alt=\"{Html.Text(drawn.AltText)}\"></picture>\n")
            .Append("<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">The figures as a table</span></summary>\n<div class=\"govuk-details__text\">\n");
        WriteTable(
            table.Caption,
            "govuk-visually-hidden",
            [.. table.Header.Select((title, index) => new FigureColumn(title, index > 0))],
            [.. table.Rows.Select(row => (IReadOnlyList<string>)[row.Heading, .. row.Cells.Select(ChartBars.TextOf)])],
            []);
        Output.Append("</div></details>\n");
        WriteNotes([.. drawn.NotesToRead, $"Source: {drawn.Source}.", .. drawn.Release is { } release ? [$"{release}."] : Array.Empty<string>()]);
        Output.Append("</figure>");
    }

    private void WriteTable(string caption, string captionClass, IReadOnlyList<FigureColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string> notes)
    {
        Output.Append($"<table class=\"govuk-table\"><caption class=\"govuk-table__caption {captionClass}\">{Html.Text(caption)}</caption>\n<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
        foreach (var column in columns)
            Output.Append($"<th scope=\"col\"{Attributes(column.IsNumber ? "th-number" : "th")}>{Html.Text(column.Title)}</th>");
        Output.Append("</tr></thead>\n<tbody class=\"govuk-table__body\">\n");
        foreach (var row in rows)
        {
            Output.Append($"<tr class=\"govuk-table__row\"><th scope=\"row\" class=\"govuk-table__header\">{Html.Text(row[0])}</th>");
            for (var index = 1; index < row.Count; index++)
                Output.Append($"<td{Attributes(columns[index].IsNumber ? "td-number" : "td")}>{Html.Text(row[index])}</td>");
            Output.Append("</tr>\n");
        }
        Output.Append("</tbody></table>\n");
        WriteNotes(notes);
    }

    private void WriteNotes(IReadOnlyList<string> all)
    {
        if (_notes.Fresh(all) is { Count: > 0 } notes)
            Output.Append($"<p class=\"govuk-body-s\">{Html.Text(string.Join(" ", notes))}</p>\n");
    }
}
