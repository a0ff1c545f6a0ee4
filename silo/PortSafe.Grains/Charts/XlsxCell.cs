namespace PortSafe.Grains.Charts;

/// <summary>One cell of a spreadsheet: a text, or a number. There is no such thing as a formula here.</summary>
/// <param name="Text">What it says; null of a number.</param>
/// <param name="Number">Finite; of <see cref="XlsxFormat.Percent"/> a share of 1.</param>
public readonly record struct XlsxCell(string? Text, double Number, XlsxFormat Format)
{
    public static XlsxCell Of(string text, XlsxFormat format = XlsxFormat.Text) => new(text, 0, format);

    /// <param name="number">Finite.</param>
    public static XlsxCell Of(double number, XlsxFormat format = XlsxFormat.Whole) => new(null, number, format);
}

/// <summary>How a cell looks. The value is its place among the cell formats of the file.</summary>
public enum XlsxFormat
{
    /// <summary>As it is.</summary>
    Text,

    /// <summary>Bold and large.</summary>
    Title,

    /// <summary>Bold.</summary>
    Heading,

    /// <summary>Bold, on the right, over numbers.</summary>
    NumberHeading,

    /// <summary>Text in the place of a number: on the right.</summary>
    Marker,

    /// <summary>Broken into lines.</summary>
    Prose,

    /// <summary>Thousands apart: 1,234.</summary>
    Whole,

    /// <summary>One decimal: 1,234.5.</summary>
    Decimal,

    /// <summary>18%.</summary>
    Percent,

    /// <summary>18.2%.</summary>
    PercentDecimal,
}

/// <summary>A sheet.</summary>
/// <param name="Name">On its tab: 1 to 31 characters, none of <c>: \ / ? * [ ]</c>.</param>
/// <param name="Widths">Of its first columns, in characters.</param>
/// <param name="Rows">Read once, as they are written.</param>
/// <param name="FrozenRows">How many rows at the head stay when the others scroll.</param>
public sealed record XlsxSheet(string Name, IReadOnlyList<double> Widths, IEnumerable<IReadOnlyList<XlsxCell>> Rows, int FrozenRows = 0);
