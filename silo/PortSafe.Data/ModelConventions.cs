using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PortSafe.Data;

/// <summary>Stores a value as its canonical text.</summary>
public sealed class TextConverter<T>() : ValueConverter<T, string>(value => value.ToString()!, text => Parse(text))
    where T : IParsable<T>
{
    private static T Parse(string text) => T.Parse(text, null);
}

/// <summary>Stores an instant in UTC, to the microsecond, which is what both databases keep.</summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(value => ToColumn(value), column => FromColumn(column))
{
    private static DateTime ToColumn(DateTimeOffset value)
    {
        var utc = value.UtcDateTime;
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static DateTimeOffset FromColumn(DateTime column) => new(DateTime.SpecifyKind(column, DateTimeKind.Utc));
}

internal static class ModelConventions
{
    private const string Json = "PortSafe:Json";

    /// <summary>The property holds JSON text: type <c>json</c> on PostgreSQL, <c>TEXT</c> on SQLite.</summary>
    public static PropertyBuilder<string> IsJson(this PropertyBuilder<string> property) => property.HasAnnotation(Json, true) as PropertyBuilder<string> ?? property;

    public static void UseSnakeCaseNames(this ModelBuilder builder, bool postgres)
    {
        foreach (var property in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
            if (postgres && property.FindAnnotation(Json) is not null)
                property.SetColumnType("json");
        }
    }

    private static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && char.IsUpper(name[index]) && !char.IsUpper(name[index - 1]))
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[index]));
        }
        return result.ToString();
    }
}
