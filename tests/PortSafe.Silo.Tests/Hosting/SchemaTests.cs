using PortSafe.Testing.Databases;
using PortSafe.Testing.Processes;

namespace PortSafe.Silo.Tests.Hosting;

public sealed class SchemaTests
{
    [Fact]
    public async Task A_server_database_waits_for_migrate_before_anything_works_on_it()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);
        var installation = new Installation(database);

        var early = await installation.RunAsync("user", "add", "boss@jmsc.example", "--role", "jmsc-admin", "--json");
        var server = await installation.RunAsync("serve", "--urls", "http://127.0.0.1:0");
        var migrated = await installation.AnswerAsync("migrate");
        var again = await installation.AnswerAsync("migrate");

        Assert.Equal((2, "schema-stale"), (early.Code, early.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(2, server.Code);
        Assert.Contains("portsafe migrate", server.Errors, StringComparison.Ordinal);
        Assert.True(migrated.GetProperty("applied").GetInt32() > 0);
        Assert.Equal(0, again.GetProperty("applied").GetInt32());
        await installation.AddPersonAsync("boss@jmsc.example", "jmsc-admin");
    }
}
