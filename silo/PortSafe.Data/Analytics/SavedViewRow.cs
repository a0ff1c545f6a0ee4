using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Accounts;

namespace PortSafe.Data.Analytics;

/// <summary>A view of the sector's figures that a person keeps for themselves.</summary>
public sealed class SavedViewRow
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; set; }

    /// <summary>Said in place of the finding; null for the finding itself.</summary>
    public string? Title { get; set; }

    /// <summary>The view's canonical form.</summary>
    public required string Query { get; init; }

    /// <summary>Among the person's own, the lowest first.</summary>
    public required int Position { get; set; }

    /// <summary>Since when it is sent to the person after each quarter's release; null for a view that is not.</summary>
    public DateTimeOffset? MailedSince { get; set; }

    public required DateTimeOffset SavedAt { get; init; }
}

/// <summary>A view as it stood when somebody meant to cite it. It is never changed.</summary>
public sealed class FrozenViewRow
{
    /// <summary>The first 20 digits of <see cref="Hash"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The view's canonical form.</summary>
    public required string Query { get; init; }

    /// <summary>The chart as JSON.</summary>
    public required string Chart { get; init; }

    /// <summary>SHA-256 of query and chart, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The public hash of the latest release in it.</summary>
    public required string ReleaseHash { get; init; }

    /// <summary>The releases whose figures it shows, with a space between.</summary>
    public required string Releases { get; init; }

    public required DateTimeOffset FrozenAt { get; init; }
}

/// <summary>Something that happened and that a reader of charts over time should know of.</summary>
public sealed class TimelineNoteRow
{
    public required Guid Id { get; init; }

    public required DateOnly On { get; init; }

    public required string Text { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class AnalyticsConfiguration : IEntityTypeConfiguration<SavedViewRow>, IEntityTypeConfiguration<FrozenViewRow>, IEntityTypeConfiguration<TimelineNoteRow>
{
    public void Configure(EntityTypeBuilder<SavedViewRow> builder)
    {
        builder.ToTable("saved_views");
        builder.HasIndex(row => row.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<FrozenViewRow> builder) => builder.ToTable("frozen_views");

    public void Configure(EntityTypeBuilder<TimelineNoteRow> builder)
    {
        builder.ToTable("timeline_notes");
        builder.HasIndex(row => row.On);
    }
}
