using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Data.Accounts;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;

namespace PortSafe.Data.Newsletters;

/// <summary>One issue. A quarter has at most one.</summary>
public sealed class IssueRow
{
    public required Guid Id { get; init; }

    /// <summary>Unique; holds the topic and the quarter.</summary>
    public required IssueKey Key { get; init; }

    /// <summary>The key's topic, to be queried by.</summary>
    public required string Topic { get; init; }

    /// <summary>Null for an issue outside the quarters.</summary>
    public Quarter? Quarter { get; init; }

    /// <summary>One of <see cref="IssueState"/>.</summary>
    public required string State { get; set; }

    /// <summary>Rises with every step and every revision, so that of two at the same moment one is refused.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The revision that was put forward; null in a draft.</summary>
    public int? SubmittedRevision { get; set; }

    public string? SubmittedBy { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>The revision that was approved; null before.</summary>
    public int? ApprovedRevision { get; set; }

    public string? ApprovedBy { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>When it is to leave by itself.</summary>
    public DateTimeOffset? ScheduledFor { get; set; }

    public string? ScheduledBy { get; set; }

    /// <summary>The time that it should have left at and did not, because nothing ran then; a person has to decide again.</summary>
    public DateTimeOffset? ScheduleMissed { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public string? StartedBy { get; set; }

    /// <summary>When it last began or went on: failures before that do not pause it.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When no copy was open any more, and the latest certificate was written; null before, and while a stopped issue waits for it.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>The way that its copies have left by; null before the first sender began.</summary>
    public string? Transport { get; set; }

    /// <summary>Why it was sent back, cancelled, paused or stopped; at most 500 characters.</summary>
    public string? Reason { get; set; }
}

/// <summary>One saved text of an issue; every one is kept.</summary>
public sealed class IssueRevisionRow
{
    public required Guid IssueId { get; init; }

    /// <summary>1, 2, 3, …</summary>
    public required int Number { get; init; }

    public required string Subject { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    public required string SavedBy { get; init; }

    /// <summary>Of a draft that the platform wrote: where each of its sentences comes from, as JSON; null for any other text.</summary>
    public string? Sources { get; init; }
}

/// <summary>What somebody said of an issue in review.</summary>
public sealed class IssueCommentRow
{
    public required Guid IssueId { get; init; }

    /// <summary>1, 2, 3, …</summary>
    public required int Number { get; init; }

    /// <summary>The revision that was read.</summary>
    public required int Revision { get; init; }

    /// <summary>The line of the body, from 1; null for the whole.</summary>
    public int? Line { get; init; }

    public required string Text { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? ResolvedBy { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }
}

/// <summary>Why a sentence may say what the checklist asks about; for whoever approves.</summary>
public sealed class IssueReasonRow
{
    public required Guid IssueId { get; init; }

    /// <summary>The checklist's own key of the sentence: another sentence needs another reason.</summary>
    public required string Key { get; init; }

    public required string Reason { get; set; }

    public required string By { get; set; }

    public required DateTimeOffset At { get; set; }
}

/// <summary>What somebody is writing and has not saved yet; one an issue and person.</summary>
public sealed class IssueWorkingRow
{
    public required Guid IssueId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The revision that they began from.</summary>
    public required int BasedOn { get; set; }

    /// <summary>Null while they have changed nothing.</summary>
    public string? Subject { get; set; }

    public string? Body { get; set; }

    public DateTimeOffset? KeptAt { get; set; }

    /// <summary>When their page was last heard of.</summary>
    public required DateTimeOffset SeenAt { get; set; }
}

internal sealed class NewsletterConfiguration :
    IEntityTypeConfiguration<IssueRow>,
    IEntityTypeConfiguration<IssueRevisionRow>,
    IEntityTypeConfiguration<IssueCommentRow>,
    IEntityTypeConfiguration<IssueReasonRow>,
    IEntityTypeConfiguration<IssueWorkingRow>
{
    public void Configure(EntityTypeBuilder<IssueRow> builder)
    {
        builder.ToTable("issues");
        builder.HasIndex(row => row.Key).IsUnique();
        builder.HasIndex(row => row.Quarter).IsUnique();
        builder.HasIndex(row => row.State);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<IssueRevisionRow> builder)
    {
        builder.ToTable("issue_revisions");
        builder.HasKey(row => new { row.IssueId, row.Number });
        builder.Property(row => row.Sources!).IsJson();
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IssueCommentRow> builder)
    {
        builder.ToTable("issue_comments");
        builder.HasKey(row => new { row.IssueId, row.Number });
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IssueReasonRow> builder)
    {
        builder.ToTable("issue_reasons");
        builder.HasKey(row => new { row.IssueId, row.Key });
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IssueWorkingRow> builder)
    {
        builder.ToTable("issue_workings");
        builder.HasKey(row => new { row.IssueId, row.PersonId });
        builder.HasIndex(row => row.PersonId);
        builder.HasOne<IssueRow>().WithMany().HasForeignKey(row => row.IssueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
