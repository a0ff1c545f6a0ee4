using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PortSafe.Domain.Ports;

namespace PortSafe.Data.Schemes;

/// <summary>
/// Somebody's application for an account at a port. It is apart from the port's events because it names people: all that does can be
/// wiped, and the reference stays.
/// </summary>
public sealed class ApplicationRow
{
    public required Guid Id { get; init; }

    /// <summary>As <see cref="Domain.Schemes.ApplicationReference"/> writes it.</summary>
    public required string Reference { get; init; }

    /// <summary>The code of a <see cref="Domain.Schemes.ApplicationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The code of a <see cref="Domain.Schemes.ApplicationState"/>.</summary>
    public required string State { get; set; }

    /// <summary>Grows with every change; of two who change the same revision one wins.</summary>
    public int Revision { get; set; }

    /// <summary>The port, where it is one of the register.</summary>
    public Locode? Locode { get; set; }

    /// <summary>What the applicant calls a port that they did not find in the register.</summary>
    public string? UnlistedPort { get; set; }

    /// <summary>The code of a <see cref="Domain.Schemes.ApplicantRole"/>.</summary>
    public string? Role { get; set; }

    public string? CompanyNumber { get; set; }

    /// <summary>Of whoever is to have the account.</summary>
    public string? Name { get; set; }

    /// <summary>Of whoever is to have the account, as typed.</summary>
    public string? Email { get; set; }

    /// <summary>The address in lower case, by which it is found.</summary>
    public string? EmailKey { get; set; }

    public string? Telephone { get; set; }

    /// <summary>How JMSC can check that it is true.</summary>
    public string? Evidence { get; set; }

    /// <summary>While it waits: a hash of address and port, so that the same one waits once.</summary>
    public string? WaitingKey { get; set; }

    /// <summary>Whether the port applied because of it.</summary>
    public bool BeganScheme { get; set; }

    /// <summary>The id of the manager who asks for somebody else; null when people apply for themselves.</summary>
    public string? AskedBy { get; init; }

    /// <summary>Whether, once a successor leads, the one who asked manages the port no longer.</summary>
    public bool EndsAccess { get; init; }

    /// <summary>SHA-256 of the token in the applicant's browser, 64 hexadecimal digits.</summary>
    public string? SessionHash { get; set; }

    public DateTimeOffset? SessionEndsAt { get; set; }

    /// <summary>Whether the session began with a mailed link, so that its holder reads mail at the address.</summary>
    public bool IsProved { get; set; }

    /// <summary>SHA-256 of the token of the last link that was mailed, 64 hexadecimal digits.</summary>
    public string? LinkHash { get; set; }

    public DateTimeOffset? LinkEndsAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>When it was first sent.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The id of the actor who approved or rejected it.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Whose account came of it.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>When all that follows from its approval was done: the account, and once that is accepted, the part in the scheme.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public DateTimeOffset? WipedAt { get; set; }
}

/// <summary>Something that was said about an application: a question of JMSC's, an answer to it, or the reason of a rejection.</summary>
public sealed class ApplicationMessageRow
{
    public const string Question = "question";
    public const string Answer = "answer";
    public const string Reason = "reason";

    public required Guid ApplicationId { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required string Kind { get; init; }

    /// <summary>The id of the actor who said it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when wiped.</summary>
    public string? Text { get; set; }
}

internal sealed class ApplicationConfiguration : IEntityTypeConfiguration<ApplicationRow>, IEntityTypeConfiguration<ApplicationMessageRow>
{
    public void Configure(EntityTypeBuilder<ApplicationRow> builder)
    {
        builder.ToTable("applications");
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.Reference).IsUnique();
        builder.HasIndex(row => row.WaitingKey).IsUnique();
        builder.HasIndex(row => row.SessionHash).IsUnique();
        builder.HasIndex(row => row.LinkHash).IsUnique();
        builder.HasIndex(row => new { row.State, row.SubmittedAt });
        builder.HasIndex(row => row.Locode);
        builder.HasIndex(row => row.EmailKey);
        builder.HasIndex(row => row.PersonId);
    }

    public void Configure(EntityTypeBuilder<ApplicationMessageRow> builder)
    {
        builder.ToTable("application_messages");
        builder.HasKey(row => new { row.ApplicationId, row.Number });
        builder.HasOne<ApplicationRow>().WithMany().HasForeignKey(row => row.ApplicationId);
    }
}
