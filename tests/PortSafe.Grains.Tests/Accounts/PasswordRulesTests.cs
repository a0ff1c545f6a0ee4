using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;

namespace PortSafe.Grains.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly KnownPerson Person = new(Guid.Empty, "Ada Harbourson", "ada.quayside@port.example", Role.Editor, [], false, "", true);

    [Theory]
    [InlineData("violet kettle over the pier")]
    [InlineData("aB3$aB3$xY7!")]
    [InlineData("            twelve spaces before")]
    [InlineData("пароль под мостом")]
    [InlineData("🐟🐟 two fish and a gull 🦆")]
    public void A_long_password_of_any_characters_will_do(string password) => Assert.Null(PasswordRules.FaultOf(password, Person));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elevenchars")]
    [InlineData("🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟")]
    public void Fewer_than_twelve_characters_are_refused(string? password) => Assert.NotNull(PasswordRules.FaultOf(password, Person));

    [Theory]
    [InlineData("password1234")]
    [InlineData("PASSWORD1234")]
    [InlineData("iloveyou!!!!")]
    [InlineData("qwertyuiop123")]
    [InlineData("monkeymonkey")]
    [InlineData("passwordpassword")]
    public void What_others_would_try_first_is_refused(string password) => Assert.Contains("first that others would try", PasswordRules.FaultOf(password, Person)?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcdefghijklm")]
    [InlineData("987654321098")]
    [InlineData("abababababab")]
    [InlineData("123412341234")]
    public void Runs_and_repetitions_are_refused(string password) => Assert.NotNull(PasswordRules.FaultOf(password, Person));

    [Theory]
    [InlineData("the harbourson estate")]
    [InlineData("down by the QUAYSIDE at night")]
    [InlineData("PortSafe is my password")]
    public void Whoever_knows_the_person_or_the_service_guesses_nothing(string password) =>
        Assert.Contains("must not hold your name", PasswordRules.FaultOf(password, Person)?.Message, StringComparison.Ordinal);

    [Fact]
    public void A_hundred_and_twenty_eight_characters_will_do_and_one_more_is_refused()
    {
        var longest = string.Concat(Enumerable.Range(0, PasswordRules.MaxLength).Select(index => (char)('a' + (index * 7 % 23))));
        Assert.Null(PasswordRules.FaultOf(longest, Person));
        Assert.NotNull(PasswordRules.FaultOf(longest + "x", Person));
    }

    [Fact]
    public void Half_a_character_is_refused_and_not_stored() => Assert.NotNull(PasswordRules.FaultOf("twelve and \ud83d more", Person));
}
