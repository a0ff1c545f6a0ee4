using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Awareness;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;
using PortSafe.Domain.Reports;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests;

public sealed class ParsingTests
{
    private const string LocodeTail = "ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789";

    [Fact]
    public void Every_locode_reads_back_as_it_is_written()
    {
        var locodes =
            from country in Gen.Elements<char>("ABCDEFGHIJKLMNOPQRSTUVWXYZ").ArrayOf(2)
            from place in Gen.Elements<char>(LocodeTail).ArrayOf(3)
            select new string([.. country, .. place]);

        Prop.ForAll(locodes.ToArbitrary(), text => Locode.Parse(text).ToString() == text).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("GBFX")]
    [InlineData("GBFXTT")]
    [InlineData("gbfxt")]
    [InlineData("GB FXT")]
    [InlineData("GBFX1")]
    [InlineData("GBFX0")]
    [InlineData("G2FXT")]
    [InlineData(" GBFX")]
    [InlineData("ＧBFXT")]
    [InlineData("GBFX٣")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_is_a_locode(string? text) => Assert.False(Locode.TryParse(text, null, out _));

    [Fact]
    public void Every_quarter_reads_back_as_it_is_written() =>
        Assert.All(
            Quarter.Range(new Quarter(Quarter.MinYear, 1), new Quarter(Quarter.MaxYear, 4)),
            quarter => Assert.Equal(quarter, Quarter.Parse(quarter.ToString())));

    [Theory]
    [InlineData("2026Q0")]
    [InlineData("2026Q5")]
    [InlineData("2026q3")]
    [InlineData("2026-Q3")]
    [InlineData("2026Q03")]
    [InlineData("0026Q3")]
    [InlineData("1899Q4")]
    [InlineData("2200Q1")]
    [InlineData("+026Q3")]
    [InlineData(" 026Q3")]
    [InlineData("２０２６Q3")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_is_a_quarter(string? text) => Assert.False(Quarter.TryParse(text, null, out _));

    [Fact]
    public void Every_month_reads_back_as_it_is_written() =>
        Assert.All(
            Quarter.Range(new Quarter(Quarter.MinYear, 1), new Quarter(Quarter.MaxYear, 4)).SelectMany(quarter => quarter.Months),
            month => Assert.Equal(month, Month.Parse(month.ToString())));

    [Theory]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-9")]
    [InlineData("2026-009")]
    [InlineData("2026/09")]
    [InlineData("202609")]
    [InlineData("2026-+9")]
    [InlineData("1899-12")]
    [InlineData("2200-01")]
    [InlineData("September 2026")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_is_a_month(string? text) => Assert.False(Month.TryParse(text, null, out _));

    [Fact]
    public void Every_region_of_the_plan_reads_back_and_no_other_name_does()
    {
        Assert.All(PublicationPlan.Current.Regions, region => Assert.Equal(region, Region.Parse(region.ToString())));
        Assert.False(Region.TryParse("wales", null, out _));
        Assert.False(Region.TryParse("Midlands", null, out _));
        Assert.False(Region.TryParse("", null, out _));
        Assert.False(Region.TryParse(null, null, out _));
    }

    [Fact]
    public void Every_coded_list_reads_back_and_knows_one_spelling_only()
    {
        HoldsBothWays<Role>();
        HoldsBothWays<Audience>();
        HoldsBothWays<PortSize>();
        HoldsBothWays<ApplicantRole>();
        HoldsBothWays<Milestone>();
        HoldsBothWays<Stage>();
        HoldsBothWays<ScorePart>();
        HoldsBothWays<ScoreBand>();
        HoldsBothWays<CategoryGroup>();
        HoldsBothWays<ReportCategory>();
        HoldsBothWays<ReleaseState>();
    }

    [Fact]
    public void No_text_makes_a_parser_throw_or_is_accepted_in_a_second_spelling() =>
        Prop.ForAll(
            AnyText().ToArbitrary(),
            text =>
                Agrees<Locode>(text) && Agrees<Quarter>(text) && Agrees<Month>(text) && Agrees<Region>(text) && Agrees<Role>(text)
                && Agrees<Audience>(text) && Agrees<PortSize>(text) && Agrees<ApplicantRole>(text) && Agrees<Milestone>(text)
                && Agrees<Stage>(text) && Agrees<ScorePart>(text) && Agrees<ScoreBand>(text) && Agrees<CategoryGroup>(text)
                && Agrees<ReportCategory>(text) && Agrees<ReleaseState>(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void A_refusal_says_what_was_expected_and_does_not_repeat_a_long_text()
    {
        var refusal = Assert.Throws<FormatException>(() => Quarter.Parse(new string('x', 5_000)));

        Assert.Contains("a quarter such as 2026Q3", refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Message.Length < 120);
    }

    /// <summary>Arbitrary text, and near misses: a good spelling with one character put in, taken out or changed.</summary>
    private static Gen<string> AnyText()
    {
        string[] good = ["GBFXT", "2026Q3", "2026-09", "Wales", "jmsc-admin", "security", "major", "lead-named", "active", "reach", "strong", "insider", "cyber"];
        var misses =
            from text in Gen.Elements(good)
            from place in Gen.Choose(0, text.Length - 1)
            from character in Gen.Elements<char>("AaQ-0159 \u0000\u200Bé٣\uD800")
            from change in Gen.Choose(0, 2)
            select change switch
            {
                0 => text.Insert(place, character.ToString()),
                1 => text.Remove(place, 1),
                _ => text.Remove(place, 1).Insert(place, character.ToString()),
            };
        return Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), misses);
    }

    private static bool Agrees<T>(string text) where T : IParsable<T>
    {
        var accepted = T.TryParse(text, CultureInfo.InvariantCulture, out var value);
        return !accepted || value!.ToString() == text;
    }

    private static void HoldsBothWays<T>() where T : class, ICoded<T>
    {
        Assert.Equal(T.All.Count, T.All.Select(item => item.Code).Distinct(StringComparer.Ordinal).Count());
        foreach (var item in T.All)
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", item.Code);
            Assert.Same(item, T.Parse(item.Code, null));
            Assert.Equal(item.Code, item.ToString());
            Assert.False(T.TryParse(item.Code.ToUpperInvariant(), null, out _));
            Assert.False(T.TryParse($"{item.Code} ", null, out _));
        }
        Assert.False(T.TryParse(null, null, out _));
        Assert.False(T.TryParse("", null, out _));
    }
}
