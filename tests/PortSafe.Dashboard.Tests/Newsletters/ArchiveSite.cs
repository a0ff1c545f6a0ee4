using PortSafe.Testing.Newsletters;

namespace PortSafe.Dashboard.Tests.Newsletters;

/// <summary>The sample sector with issues of three years and every topic.</summary>
public sealed class ArchiveSite : SampleSite
{
    /// <summary>So many that they are not shown with those of later years.</summary>
    public const int IssuesOf2024 = 21;

    public static DateTimeOffset Latest { get; } = At(2026, 11, 2);

    protected override async Task FillAsync()
    {
        await base.FillAsync();
        await Database.PutIssueAsync("toolkit-2026-1", "New posters", "Take the old ones down.", Latest);
        await Database.PutIssueAsync(
            "2026Q2", "Lines & quays", "# Lines & quays\n\nAt Tŷ Ddewi they went hwylio, up to {{stat:line-known}}. See [the archive](/newsletters).\n\n`<script>alert(1)</script>`\n\n{{chart:staff-reached}}\n\n{{table:key-figures}}", At(2026, 7, 9));
        await Database.PutIssueAsync("alerts-2026-1", "Drones over quays", "# Drones over quays\n\nCall the police, and do `<img src=x onerror=alert(1)>` nothing else.", At(2026, 3, 2));
        await Database.PutIssueAsync("2025Q2", "A year ago", "# A year ago\n\nAll was well.", At(2025, 7, 9));
        for (var number = 1; number <= IssuesOf2024; number++)
            await Database.PutIssueAsync($"alerts-2024-{number}", $"Alert {number} of that year", "Mind the tide.", At(2024, 1, number));
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 9, 30, 15, TimeSpan.Zero);
}
