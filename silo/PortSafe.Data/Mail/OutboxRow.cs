using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Mail;

/// <summary>A transactional message on its way. Its key says what it is about, so that it is written once.</summary>
public sealed class OutboxRow
{
    public required Guid Id { get; init; }

    /// <summary>The natural key, such as <c>release-overdue:2026Q3:person:…</c>.</summary>
    public required string Key { get; init; }

    public required string Recipient { get; set; }

    public required string Subject { get; set; }

    /// <summary>Markdown. Emptied when the message is done with, since it can hold a link that signs somebody in.</summary>
    public required string Body { get; set; }

    /// <summary><c>pending</c>, <c>data-sent</c>, <c>sent</c>, <c>failed</c> or <c>uncertain</c>.</summary>
    public required string State { get; set; }

    public int Attempts { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The server's last reply, shortened.</summary>
    public string? Reply { get; set; }
}

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outbox");
        builder.HasIndex(row => row.Key).IsUnique();
        builder.HasIndex(row => new { row.State, row.NextAttemptAt });
        builder.HasIndex(row => row.CreatedAt);
    }
}
