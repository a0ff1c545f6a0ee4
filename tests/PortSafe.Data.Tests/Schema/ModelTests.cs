using PortSafe.Testing.Databases;

namespace PortSafe.Data.Tests.Schema;

public sealed class ModelTests
{
    [Theory]
    [BothDatabases]
    public async Task The_model_and_the_scripts_make_the_same_tables_keys_and_indexes(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.CreateContext();
        var (model, real) = (TableShape.OfModel(db), await Catalogue.ReadAsync(database));

        Assert.NotEmpty(real);
        AssertNone("In the model but not in the database", model.Except(real));
        AssertNone("In the database but not in the model", real.Except(model));
        Assert.Equal(model, real);
    }

    [Theory]
    [BothDatabases("CREATE TABLE stray (id integer PRIMARY KEY)")]
    [BothDatabases("DROP INDEX port_status_region")]
    [BothDatabases("DROP TABLE account_links")]
    [BothDatabases("ALTER TABLE imports ADD COLUMN stray text")]
    public async Task A_schema_that_drifted_is_told_apart(DatabaseKind kind, string drift)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.ExecuteAsync(drift);
        await using var db = database.CreateContext();
        Assert.NotEqual(TableShape.OfModel(db), await Catalogue.ReadAsync(database));
    }

    [Fact]
    public async Task Every_table_on_SQLite_holds_each_column_to_its_type()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        AssertNone("Not STRICT", await Catalogue.LooseTablesAsync(database));
    }

    private static void AssertNone(string complaint, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        Assert.True(all.Count == 0, $"{complaint}:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
