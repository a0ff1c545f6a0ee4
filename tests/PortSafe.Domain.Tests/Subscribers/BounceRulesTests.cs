using FsCheck;
using FsCheck.Fluent;
using PortSafe.Domain.Subscribers;

namespace PortSafe.Domain.Tests.Subscribers;

public sealed class BounceRulesTests
{
    private static readonly DateOnly First = new(2026, 1, 1);

    private static Gen<BounceFact[]> Softs { get; } =
        Gen.Choose(0, 120).Select(day => new BounceFact(BounceKind.Soft, First.AddDays(day))).ArrayOf().Resize(14);

    [Fact]
    public void An_address_without_bounces_is_deliverable() => Assert.Equal(BounceVerdict.Deliverable, BounceRules.Judge([]));

    [Fact]
    public void One_hard_bounce_is_enough_and_one_complaint_outweighs_it()
    {
        var hard = new BounceFact(BounceKind.Hard, First);
        Assert.Equal(BounceVerdict.Undeliverable, BounceRules.Judge([hard]));
        Assert.Equal(BounceVerdict.Complained, BounceRules.Judge([hard, new BounceFact(BounceKind.Complaint, First.AddDays(-400))]));
    }

    [Theory]
    [InlineData(BounceVerdict.Deliverable, 0, 7, 14, 21)]
    [InlineData(BounceVerdict.Undeliverable, 0, 7, 14, 21, 29)]
    [InlineData(BounceVerdict.Deliverable, 0, 7, 14, 21, 30)]
    [InlineData(BounceVerdict.Deliverable, 3, 3, 3, 3, 3, 3, 4, 4)]
    [InlineData(BounceVerdict.Undeliverable, 0, 40, 41, 42, 43, 44)]
    public void Soft_bounces_count_by_days_within_thirty(BounceVerdict expected, params int[] days) =>
        Assert.Equal(expected, BounceRules.Judge([.. days.Select(day => new BounceFact(BounceKind.Soft, First.AddDays(day)))]));

    [Fact]
    public void Soft_bounces_end_an_address_just_where_some_thirty_days_hold_five_days_of_them() =>
        Prop.ForAll(Softs.ToArbitrary(), softs =>
        {
            var days = softs.Select(soft => soft.Day).ToHashSet();
            var isWornOut = Enumerable.Range(-30, 160).Any(start => days.Count(day => day >= First.AddDays(start) && day < First.AddDays(start + 30)) >= 5);
            return (BounceRules.Judge(softs) == BounceVerdict.Undeliverable) == isWornOut;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Neither_order_nor_repetition_makes_a_difference_and_more_bounces_never_mend_an_address() =>
        Prop.ForAll(Softs.ToArbitrary(), softs =>
        {
            var verdict = BounceRules.Judge(softs);
            return BounceRules.Judge([.. softs.Reverse(), .. softs]) == verdict && BounceRules.Judge([.. softs, new BounceFact(BounceKind.Soft, First)]) >= verdict;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("sam.reader@port.example", "s…@port.example")]
    [InlineData("s@port.example", "…@port.example")]
    [InlineData("@", "…@")]
    public void An_address_is_masked_but_for_its_first_letter_and_its_domain(string email, string masked) => Assert.Equal(masked, AddressMask.Of(email));
}
