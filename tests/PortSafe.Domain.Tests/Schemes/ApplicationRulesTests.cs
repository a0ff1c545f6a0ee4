using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Schemes;

namespace PortSafe.Domain.Tests.Schemes;

public sealed class ApplicationRulesTests
{
    [Fact]
    public void Every_reference_reads_back_as_it_is_written_and_has_no_letter_that_is_taken_for_another() => Prop.ForAll(
        Gen.Choose(0, 390_624).Two().ToArbitrary(),
        halves =>
        {
            var text = ApplicationReference.Of(halves.Item1 * 390_625L + halves.Item2).ToString();
            return ApplicationReference.Parse(text).ToString() == text && text.Length == 12 && text.AsSpan(3).IndexOfAny("01OILSZBAEU") < 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_numbers_have_two_references() => Assert.Equal(5, new[] { 0, 1, 24, 25, ApplicationReference.Count - 1 }.Select(ApplicationReference.Of).Distinct().Count());

    [Theory]
    [InlineData("PS-7K3F-92Q")]
    [InlineData("PS-7K3F-92QDD")]
    [InlineData("PS-7K3F_92QD")]
    [InlineData("ps-7k3f-92qd")]
    [InlineData("PS-0K3F-92QD")]
    [InlineData("PS-7K3F-92QO")]
    [InlineData("XS-7K3F-92QD")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_is_a_reference(string? text) => Assert.False(ApplicationReference.TryParse(text, null, out _));

    [Theory]
    [InlineData("01234567")]
    [InlineData("16543210")]
    [InlineData("SC123456")]
    [InlineData("NI012345")]
    [InlineData("OC300001")]
    public void A_company_number_has_eight_characters(string text) => Assert.Equal(text, CompanyNumber.Parse(text).ToString());

    [Theory]
    [InlineData("1234567")]
    [InlineData("123456789")]
    [InlineData("sc123456")]
    [InlineData("XX123456")]
    [InlineData("SC12345A")]
    [InlineData("00000000")]
    [InlineData("0123 567")]
    [InlineData("٠١٢٣٤٥٦٧")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_else_is_a_company_number(string? text) => Assert.False(CompanyNumber.TryParse(text, null, out _));

    [Theory]
    [InlineData(" sc 123 456 ", "SC123456")]
    [InlineData("1234567", "01234567")]
    [InlineData("42", "00000042")]
    public void A_company_number_may_be_typed_as_people_write_it(string typed, string kept)
    {
        Assert.True(CompanyNumber.TryRead(typed, out var number));
        Assert.Equal(kept, number.ToString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData(" 01394 604 500 ", "01394 604 500")]
    [InlineData("+44 (0)7700-900982", "+44 (0)7700-900982")]
    public void A_telephone_number_is_optional(string? typed, string kept) => Assert.Equal(kept, ApplicationRules.Telephone(typed).Value);

    [Theory]
    [InlineData("999")]
    [InlineData("call me")]
    [InlineData("01394 604 500 ext 12")]
    [InlineData("0123456789012345")]
    public void What_cannot_be_dialled_is_no_telephone_number(string typed) => Assert.Equal("telephone", ApplicationRules.Telephone(typed).Error?.Field);

    [Theory]
    [InlineData("", "words-missing")]
    [InlineData("  \r\n ", "words-missing")]
    [InlineData("a\u0000b", "words-unprintable")]
    [InlineData("a\ud800b", "words-unprintable")]
    public void Words_are_there_and_can_be_printed(string typed, string code) => Assert.Equal(code, ApplicationRules.Words(typed, "words", "a reason").Error?.Code);

    [Fact]
    public void Words_keep_their_lines_and_have_a_bound()
    {
        Assert.Equal("One.\nTwo.", ApplicationRules.Words(" One.\r\nTwo.\n", "words", "a reason").Value);
        Assert.Null(ApplicationRules.Words(new string('a', 500), "words", "a reason").Error);
        Assert.Equal("words-too-long", ApplicationRules.Words(new string('a', 501), "words", "a reason").Error?.Code);
        Assert.Equal("name-too-long", ApplicationRules.Name(new string('a', 101)).Error?.Code);
        Assert.Equal("name-unprintable", ApplicationRules.Name("a\nb").Error?.Code);
    }
}
