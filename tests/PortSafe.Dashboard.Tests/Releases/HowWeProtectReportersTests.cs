using System.Globalization;
using AngleSharp.Dom;
using PortSafe.Domain.Releases;

namespace PortSafe.Dashboard.Tests.Releases;

[Collection(SiteCollection.Name)]
public sealed class HowWeProtectReportersTests(SampleSite site)
{
    private const string Address = "/how-we-protect-reporters";

    [Fact]
    public async Task Anyone_may_read_it_and_every_page_leads_there()
    {
        using var client = site.CreateClient();

        Assert.Equal("How we protect reporters", (await client.ReadAsync(Address)).Text("h1"));
        Assert.NotNull((await client.ReadAsync("/newsletters")).QuerySelector($"footer a[href='{Address}']"));
        Assert.NotNull((await client.ReadAsync("/how-to-read")).QuerySelector($"main a[href='{Address}']"));
    }

    [Fact]
    public async Task Its_examples_apply_the_display_rule_itself()
    {
        using var client = site.CreateClient();
        var page = await client.ReadAsync(Address);

        Assert.All(page.QuerySelectorAll("#rule-table tbody tr"), row => Assert.Equal(ReleasedFigure.Of(Number(row.Children[0])).Words, row.Children[1].TextContent));
        Assert.All(
            page.QuerySelectorAll("#example-table tbody tr").Where(row => row.Children[2].TextContent != "nothing"),
            row => Assert.Equal(ReleasedFigure.Of(Number(row.Children[1])).Words, row.Children[2].TextContent));
    }

    /// <summary>Tries every way to fill the imaginary region that fits what is published, as its reader would.</summary>
    [Fact]
    public async Task What_the_example_says_can_be_worked_out_is_what_can_be()
    {
        using var client = site.CreateClient();
        var rows = (await client.ReadAsync(Address)).QuerySelectorAll("#example-table tbody tr");
        var (region, own) = (ReleasedFigure.Of(Number(rows[0].Children[1])), ReleasedFigure.Of(Number(rows[1].Children[1])));
        Assert.Equal(Number(rows[0].Children[1]), rows.Skip(1).Sum(row => Number(row.Children[1])));

        var fitting = (
            from mine in Enumerable.Range(own.Lower, own.Upper - own.Lower + 1)
            from one in Enumerable.Range(0, region.Upper + 1)
            from others in Enumerable.Range(0, region.Upper + 1)
            let total = mine + one + others
            where total >= region.Lower && total <= region.Upper
            select one).ToList();

        Assert.Equal(0, fitting.Min());
        Assert.All(rows.Skip(2), row => Assert.Equal($"anything from none to {fitting.Max()}", row.Children[4].TextContent));
    }

    private static int Number(IElement cell) => int.Parse(cell.TextContent, CultureInfo.InvariantCulture);
}
