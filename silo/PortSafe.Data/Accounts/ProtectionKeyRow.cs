using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PortSafe.Data.Accounts;

/// <summary>A key that protects cookies and forms, shared by every node.</summary>
public sealed class ProtectionKeyRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>As the framework writes it: encrypted where a certificate is configured.</summary>
    public required string Xml { get; init; }
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<ProtectionKeyRow> builder) => builder.ToTable("protection_keys");
}
