using System.Buffers;
using System.Text;
using System.Text.Json;
using PortSafe.Domain.Reports;

namespace PortSafe.Data.Reports;

/// <summary>The stored form of one port's counts: a JSON object by category code, in the list's order, without zeros.</summary>
internal static class CountsJson
{
    public static int Categories => ReportCategory.All.Count;

    private static readonly byte[][] Names = [.. ReportCategory.All.Select(category => Encoding.UTF8.GetBytes($"\"{category.Code}\":"))];

    public static void Write(ReadOnlySpan<int> byCategory, ArrayBufferWriter<byte> into)
    {
        into.Write("{"u8);
        var isFirst = true;
        for (var category = 0; category < byCategory.Length; category++)
        {
            if (byCategory[category] == 0)
                continue;
            if (!isFirst)
                into.Write(","u8);
            isFirst = false;
            into.Write(Names[category]);
            byCategory[category].TryFormat(into.GetSpan(16), out var written);
            into.Advance(written);
        }
        into.Write("}"u8);
    }

    /// <param name="byCategory">As many as there are categories, in their order; overwritten.</param>
    /// <exception cref="InvalidDataException">The text names a category that this program does not know.</exception>
    /// <exception cref="JsonException">The text is no such object.</exception>
    public static void Read(string json, Span<int> byCategory)
    {
        byCategory.Clear();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var category = IndexOf(ref reader);
            reader.Read();
            byCategory[category] = reader.GetInt32();
        }
    }

    private static int IndexOf(ref Utf8JsonReader reader)
    {
        for (var category = 0; category < Categories; category++)
        {
            if (reader.ValueTextEquals(ReportCategory.All[category].Code))
                return category;
        }
        throw new InvalidDataException("The ledger holds a category that this program does not know. Upgrade the program.");
    }
}
