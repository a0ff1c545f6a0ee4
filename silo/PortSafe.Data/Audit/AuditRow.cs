using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Audit;

/// <summary>Who did what. Append-only; each row carries the hash of the one before it in its node's chain.</summary>
public sealed record AuditRow
{
    /// <summary>The node that wrote it; each has a chain of its own.</summary>
    public required string Node { get; init; }

    /// <summary>1, 2, 3, … without a gap.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    /// <summary>What was done, in kebab case, such as <c>release-approved</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as <c>release:2026Q3</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Further facts, without names, addresses or report counts.</summary>
    public required string Detail { get; init; }

    /// <summary>The <see cref="Domain.Accounts.Actor.Origin"/> of who did it.</summary>
    public string? Origin { get; init; }

    /// <summary>One of <see cref="AuditOutcome"/>; null in rows that were written before there was one.</summary>
    public string? Outcome { get; init; }

    /// <summary>SHA-256 over the row's fields and the hash before it, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }
}

/// <summary>How it ended.</summary>
public static class AuditOutcome
{
    public const string Done = "done";

    public const string Refused = "refused";
}

/// <summary>The last row of a node's chain. The next row follows from it, so that rows cut off the end of the log leave a gap.</summary>
public sealed record AuditHeadRow
{
    public required string Node { get; init; }

    public required long Sequence { get; init; }

    /// <summary>The hash of that row, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<AuditHeadRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_log");
        builder.HasKey(row => new { row.Node, row.Sequence });
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => new { row.By, row.At });
        builder.HasIndex(row => new { row.Action, row.At });
        builder.HasIndex(row => new { row.Subject, row.At });
        builder.HasIndex(row => new { row.Outcome, row.At });
        builder.HasIndex(row => new { row.Node, row.At });
    }

    public void Configure(EntityTypeBuilder<AuditHeadRow> builder)
    {
        builder.ToTable("audit_heads");
        builder.HasKey(row => row.Node);
    }
}
