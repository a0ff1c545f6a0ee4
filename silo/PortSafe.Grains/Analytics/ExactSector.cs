using PortSafe.Data.Analytics;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Reports;
using PortSafe.Grains.Ports;

namespace PortSafe.Grains.Analytics;

/// <summary>
/// The sector's exact reports as they are stated now, for JMSC. Each read stands in the audit log before it is answered: who, what
/// period, breakdown and filter, and never a count.
/// </summary>
public sealed class ExactSector(ExactReads reads, PortDirectory ports)
{
    /// <summary>Reports of ports that were closed since are counted too.</summary>
    /// <returns>The pivot; or <c>not-allowed</c>, <c>ledger-moving</c>, or <c>pivot-too-large</c> with more than <see cref="ExactQuery.MaxFigures"/>.</returns>
    /// <exception cref="InvalidDataException">The ledger holds what this program does not know.</exception>
    public async Task<Result<ExactPivot>> ReadAsync(ExactQuery query, Actor by, CancellationToken ct)
    {
        var spans = query.Spans();
        var opened = await reads.OpenAsync($"reports:{spans[0].Months[0]}..{spans[^1].Months[^1]}", Describe(query), by, ct);
        if (!opened.Succeeded(out var cube, out var error))
            return error;
        var names = query.By == ExactDimension.Port || query.Split == ExactDimension.Port ? await ports.NamesAsync(ct) : new Dictionary<Locode, string>();
        return ExactSums.Of(query, cube, names);
    }

    private static string Describe(ExactQuery query)
    {
        (string Name, string? Value)[] filters =
            [("region", query.Region?.ToString()), ("size", query.Size?.Code), ("port", query.Port?.ToString()), ("group", query.Group?.Code), ("category", query.Category?.Code)];
        var breakdown = $"{query.By}{(query.Split is { } split ? $" and {split}" : "")} by {ExactQueryText.Periods[(int)query.Columns]}";
        return string.Join(", ", [breakdown, .. filters.Where(filter => filter.Value is not null).Select(filter => $"{filter.Name} {filter.Value}")]);
    }
}

/// <summary>Names of categories for people.</summary>
public static class CategoryTitles
{
    /// <summary>The code in words: “Insider, self-initiated”, “Cargo theft”.</summary>
    public static string Title(this ReportCategory category) => category.Code switch
    {
        "insider-deliberate" => "Insider, deliberate",
        "insider-self-initiated" => "Insider, self-initiated",
        "insider-recruited" => "Insider, recruited",
        "insider-unspecified" => "Insider, not specified",
        "drugs-importation" => "Drugs importation",
        "firearms-weapons" => "Firearms and weapons",
        "people-smuggling" => "People smuggling",
        "cargo-theft" => "Cargo theft",
        "smuggling-tax" => "Smuggling to avoid tax",
        "fraud-corruption" => "Fraud and corruption",
        "hostile-reconnaissance" => "Hostile reconnaissance",
        "trespass-damage" => "Trespass and damage",
        "cyber" => "Cyber",
        "other-security" => "Other security concern",
        "other-crime" => "Other crime",
        _ => category.Code,
    };
}
