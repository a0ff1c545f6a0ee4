using System.Globalization;
using PortSafe.Domain;
using PortSafe.Grains.Ports;

namespace PortSafe.Api.Ports;

/// <summary>What the list of ports may be asked for, as the address has it.</summary>
internal sealed record PortListParameters(
    string? Q, string? Region, string? Size, string? Stage, string? Band, string? Review, string? Idle, string? Register, string? Sort, string? Page, string? Rows)
{
    /// <summary>The header that tells how many ports there are on all pages.</summary>
    public const string TotalHeader = "X-Total-Count";

    public Result<PortQuery> Read()
    {
        if (!new PortQueryText(Q, Region, Size, Stage, Band, Review, Idle, Register, Sort).ReadStrictly().Succeeded(out var query, out var error))
            return error;
        var (page, rows) = (Number(Page, int.MaxValue), Number(Rows, PortQuery.MaxRowsOfPage));
        if (page is 0 || rows is 0)
            return Error.Invalid("query-invalid", page is 0 ? "Give a page from 1 on." : $"Give 1 to {PortQuery.MaxRowsOfPage} rows.", page is 0 ? "page" : "rows");
        return query with { Page = page ?? 1, Rows = rows ?? (page is null ? null : PortQuery.RowsOfPage) };
    }

    /// <summary>Null where none is given; 0 for what is no number from 1 to the most.</summary>
    private static int? Number(string? text, int most) => string.IsNullOrEmpty(text) ? null :
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : 0;
}
