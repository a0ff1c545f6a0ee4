using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Api;

/// <summary>What a value of a type looks like in JSON, in words, and by example.</summary>
internal static class JsonWords
{
    /// <summary>A noun phrase such as “a date such as 2026-09-30”.</summary>
    public static string Expected(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (CodesOf(value) is { } codes)
            return $"one of {string.Join(", ", codes)}";
        if (value == typeof(int) || value == typeof(long))
            return "a whole number";
        return ExampleOf(value) is { } example ? $"{NameOf(value)} such as {example}" : NameOf(value);
    }

    /// <summary>A value as JSON has it, as text; null where there is none to give.</summary>
    public static string? ExampleOf(Type type) => ExampleOfValue(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>The words that the type takes; null for a type that is no closed list.</summary>
    public static IReadOnlyList<string>? CodesOf(Type type)
    {
        if (!type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICoded<>)))
            return null;
        var all = (System.Collections.IEnumerable)type.GetProperty("All")!.GetValue(null)!;
        return [.. all.Cast<object>().Select(item => item.ToString()!)];
    }

    private static string? ExampleOfValue(Type type)
    {
        if (type == typeof(DateOnly))
            return "2026-09-30";
        if (type == typeof(DateTimeOffset))
            return "2026-09-30T08:15:00Z";
        if (type == typeof(Quarter))
            return "2026Q3";
        if (type == typeof(Month))
            return "2026-09";
        return type == typeof(Locode) ? "GBFXT" : null;
    }

    private static string NameOf(Type type)
    {
        if (type == typeof(string))
            return "text";
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(DateOnly))
            return "a date";
        if (type == typeof(DateTimeOffset))
            return "a moment";
        if (type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable)))
            return "a list";
        return type.IsPrimitive ? "a number" : $"a {type.Name.ToLowerInvariant()}";
    }
}
