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

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_log");
        builder.HasKey(row => new { row.Node, row.Sequence });
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => row.By);
    }
}
