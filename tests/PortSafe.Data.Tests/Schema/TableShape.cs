using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PortSafe.Data.Tests.Schema;

/// <summary>What a database's tables are like, a line for each column, key and index, so that two of them can be compared and read.</summary>
internal static class TableShape
{
    public static string Column(string table, string name, string type, bool nullable) => $"{table}.{name} {type}{(nullable ? "" : " not null")}";

    public static string PrimaryKey(string table, IEnumerable<string> columns) => $"{table} primary key ({string.Join(", ", columns)})";

    public static string Index(string table, IEnumerable<string> columns, bool unique, bool filtered) =>
        $"{table} {(unique ? "unique " : "")}index ({string.Join(", ", columns)}){(filtered ? " of some rows" : "")}";

    /// <param name="onDelete">In lower case, such as <c>restrict</c>.</param>
    public static string ForeignKey(string table, IEnumerable<string> columns, string principal, IEnumerable<string> principalColumns, string onDelete) =>
        $"{table} foreign key ({string.Join(", ", columns)}) to {principal} ({string.Join(", ", principalColumns)}) on delete {onDelete}";

    /// <summary>What the model says.</summary>
    public static IReadOnlyList<string> OfModel(PortSafeDb db)
    {
        var model = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        return [.. model.Tables.SelectMany(OfModel).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> OfModel(ITable table) =>
    [
        .. table.Columns.Select(column => Column(table.Name, column.Name, column.StoreType, column.IsNullable)),
        PrimaryKey(table.Name, table.PrimaryKey!.Columns.Select(column => column.Name)),
        .. table.Indexes.Select(index => Index(table.Name, Names(index.Columns), index.IsUnique, index.Filter is not null)),
        .. table.ForeignKeyConstraints.Select(key => ForeignKey(
            table.Name, Names(key.Columns), key.PrincipalTable.Name, Names(key.PrincipalColumns), Action(key.OnDeleteAction))),
    ];

    private static IEnumerable<string> Names(IEnumerable<IColumn> columns) => columns.Select(column => column.Name);

    private static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "no action",
        ReferentialAction.SetNull => "set null",
        ReferentialAction.SetDefault => "set default",
        _ => action.ToString().ToLowerInvariant(),
    };
}
