using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Newsletters;

/// <summary>A picture that issues may show. It is never changed: another picture has another hash.</summary>
public sealed class IssueImageRow
{
    /// <summary>SHA-256 of <see cref="Bytes"/>, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary><c>image/png</c> or <c>image/jpeg</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>The file, without anything that says where or by whom it was made.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The uploaded file's own.</summary>
    public required string Name { get; set; }

    /// <summary>What it shows, for those who cannot see it.</summary>
    public required string Description { get; set; }

    public required string UploadedBy { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}

internal sealed class IssueImageConfiguration : IEntityTypeConfiguration<IssueImageRow>
{
    public void Configure(EntityTypeBuilder<IssueImageRow> builder)
    {
        builder.ToTable("issue_images");
        builder.HasKey(row => row.Hash);
        builder.HasIndex(row => row.UploadedAt);
    }
}
