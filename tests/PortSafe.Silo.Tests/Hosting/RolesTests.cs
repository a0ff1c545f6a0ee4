using PortSafe.Silo.Hosting;

namespace PortSafe.Silo.Tests.Hosting;

public sealed class RolesTests
{
    [Theory]
    [InlineData("all", Roles.All)]
    [InlineData("api", Roles.Api)]
    [InlineData("dashboard, jobs", Roles.Dashboard | Roles.Jobs)]
    public void Roles_are_read_as_typed(string text, Roles expected)
    {
        Assert.True(RolesText.TryParse(text, out var roles));
        Assert.Equal(expected, roles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("api,")]
    [InlineData("everything")]
    [InlineData("API")]
    public void Anything_else_is_refused(string text) => Assert.False(RolesText.TryParse(text, out _));
}
