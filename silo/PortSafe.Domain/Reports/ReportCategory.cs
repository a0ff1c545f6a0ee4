using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Reports;

/// <summary>A group of report categories: the finest breakdown by kind that is ever published.</summary>
public sealed record CategoryGroup : ICoded<CategoryGroup>
{
    private CategoryGroup(string code, string title) => (Code, Title) = (code, title);

    public static CategoryGroup Insider { get; } = new("insider", "Insider threat");

    public static CategoryGroup OrganisedCrime { get; } = new("organised-crime", "Organised crime");

    public static CategoryGroup Security { get; } = new("security", "Security");

    public static CategoryGroup Other { get; } = new("other", "Other crime");

    public static IReadOnlyList<CategoryGroup> All { get; } = [Insider, OrganisedCrime, Security, Other];

    public string Code { get; }

    public string Title { get; }

    public override string ToString() => Code;

    public static CategoryGroup Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<CategoryGroup>(s, "a group such as insider");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CategoryGroup result) =>
        ICoded<CategoryGroup>.Find(s, out result);
}

/// <summary>What a report was about, by the list's version 1. Codes are stable; a later version maps them forward.</summary>
public sealed record ReportCategory : ICoded<ReportCategory>
{
    /// <summary>The version of the list of categories.</summary>
    public const int ListVersion = 1;

    private ReportCategory(string code, CategoryGroup group, string help) => (Code, Group, Help) = (code, group, help);

    public static IReadOnlyList<ReportCategory> All { get; } =
    [
        new("insider-deliberate", CategoryGroup.Insider, "Took the job in order to abuse their access."),
        new("insider-self-initiated", CategoryGroup.Insider, "Decided to abuse their access after taking the job."),
        new("insider-recruited", CategoryGroup.Insider, "Was recruited or coerced by someone else."),
        new("insider-unspecified", CategoryGroup.Insider, "An insider, but the report does not say how."),
        new("drugs-importation", CategoryGroup.OrganisedCrime, "Bringing drugs in through the port."),
        new("firearms-weapons", CategoryGroup.OrganisedCrime, "Moving firearms or other weapons."),
        new("people-smuggling", CategoryGroup.OrganisedCrime, "Moving people illegally."),
        new("cargo-theft", CategoryGroup.OrganisedCrime, "Stealing goods in transit or storage."),
        new("smuggling-tax", CategoryGroup.OrganisedCrime, "Smuggling goods to avoid duty or tax."),
        new("fraud-corruption", CategoryGroup.OrganisedCrime, "Fraud, bribery or other corruption."),
        new("hostile-reconnaissance", CategoryGroup.Security, "Watching or testing the port's security."),
        new("trespass-damage", CategoryGroup.Security, "Being where they should not, or damaging property."),
        new("cyber", CategoryGroup.Security, "Attacking or misusing computer systems."),
        new("other-security", CategoryGroup.Security, "Another security concern."),
        new("other-crime", CategoryGroup.Other, "Any other crime."),
    ];

    public string Code { get; }

    public CategoryGroup Group { get; }

    /// <summary>One sentence that tells a person what belongs here.</summary>
    public string Help { get; }

    public override string ToString() => Code;

    public static ReportCategory Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<ReportCategory>(s, "a report category");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ReportCategory result) =>
        ICoded<ReportCategory>.Find(s, out result);
}
