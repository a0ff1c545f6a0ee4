using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PortSafe.Data.Accounts;
using PortSafe.Data.Analytics;
using PortSafe.Data.Audit;
using PortSafe.Data.Imports;
using PortSafe.Data.Mail;
using PortSafe.Data.Newsletters;
using PortSafe.Data.Ports;
using PortSafe.Data.Releases;
using PortSafe.Data.Reports;
using PortSafe.Data.Schema;
using PortSafe.Data.Schemes;
using PortSafe.Data.Subscribers;
using PortSafe.Data.Toolkit;
using PortSafe.Domain;
using PortSafe.Domain.Newsletters;
using PortSafe.Domain.Ports;
using PortSafe.Domain.Releases;

namespace PortSafe.Data;

/// <summary>The one model of the database, on SQLite and PostgreSQL alike. Its tables are made by the scripts in <c>Schema/</c>.</summary>
public sealed class PortSafeDb(DbContextOptions<PortSafeDb> options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<SchemaVersionRow> SchemaVersions => Set<SchemaVersionRow>();

    public DbSet<LedgerVersionRow> LedgerVersions => Set<LedgerVersionRow>();

    public DbSet<PortEventRow> PortEvents => Set<PortEventRow>();

    public DbSet<PortStatusRow> PortStatus => Set<PortStatusRow>();

    public DbSet<PortQuarterRow> PortQuarters => Set<PortQuarterRow>();

    public DbSet<ImportRow> Imports => Set<ImportRow>();

    public DbSet<ReportSourceRow> ReportSources => Set<ReportSourceRow>();

    public DbSet<StatementRow> Statements => Set<StatementRow>();

    public DbSet<ReportCountsRow> ReportCounts => Set<ReportCountsRow>();

    public DbSet<ReleaseRow> Releases => Set<ReleaseRow>();

    public DbSet<ReleaseCellRow> ReleaseCells => Set<ReleaseCellRow>();

    public DbSet<ReleaseAuditRow> ReleaseAudits => Set<ReleaseAuditRow>();

    public DbSet<IssueRow> Issues => Set<IssueRow>();

    public DbSet<IssueRevisionRow> IssueRevisions => Set<IssueRevisionRow>();

    public DbSet<IssueCommentRow> IssueComments => Set<IssueCommentRow>();

    public DbSet<IssueReasonRow> IssueReasons => Set<IssueReasonRow>();

    public DbSet<IssueWorkingRow> IssueWorkings => Set<IssueWorkingRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<SendCertificateRow> SendCertificates => Set<SendCertificateRow>();

    public DbSet<SendAllowanceRow> SendAllowances => Set<SendAllowanceRow>();

    public DbSet<SubscriberRow> Subscribers => Set<SubscriberRow>();

    public DbSet<SubscriberTopicRow> SubscriberTopics => Set<SubscriberTopicRow>();

    public DbSet<SubscriptionRequestRow> SubscriptionRequests => Set<SubscriptionRequestRow>();

    public DbSet<BounceRow> Bounces => Set<BounceRow>();

    public DbSet<SuppressionRow> Suppressions => Set<SuppressionRow>();

    public DbSet<AddressKeyRow> AddressKeys => Set<AddressKeyRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<AuditRow> AuditLog => Set<AuditRow>();

    public DbSet<AuditHeadRow> AuditHeads => Set<AuditHeadRow>();

    public DbSet<PersonPortRow> PersonPorts => Set<PersonPortRow>();

    public DbSet<PersonFacilityRow> PersonFacilities => Set<PersonFacilityRow>();

    public DbSet<PersonPortHeldRow> PersonPortsHeld => Set<PersonPortHeldRow>();

    public DbSet<AccountLinkRow> AccountLinks => Set<AccountLinkRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<OriginRow> Origins => Set<OriginRow>();

    public DbSet<UsedCodeRow> UsedCodes => Set<UsedCodeRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<ProtectionKeyRow> ProtectionKeys => Set<ProtectionKeyRow>();

    public DbSet<SchemeContactRow> SchemeContacts => Set<SchemeContactRow>();

    public DbSet<ApplicationRow> Applications => Set<ApplicationRow>();

    public DbSet<ApplicationMessageRow> ApplicationMessages => Set<ApplicationMessageRow>();

    public DbSet<TextRow> Texts => Set<TextRow>();

    public DbSet<ContactEntryRow> ContactEntries => Set<ContactEntryRow>();

    public DbSet<IssueImageRow> IssueImages => Set<IssueImageRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<FrozenViewRow> FrozenViews => Set<FrozenViewRow>();

    public DbSet<TimelineNoteRow> TimelineNotes => Set<TimelineNoteRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Locode>().HaveConversion<TextConverter<Locode>>();
        configurationBuilder.Properties<FacilityNumber>().HaveConversion<TextConverter<FacilityNumber>>();
        configurationBuilder.Properties<Region>().HaveConversion<TextConverter<Region>>();
        configurationBuilder.Properties<ReleaseId>().HaveConversion<TextConverter<ReleaseId>>();
        configurationBuilder.Properties<IssueKey>().HaveConversion<TextConverter<IssueKey>>();
        configurationBuilder.Properties<Quarter>().HaveConversion<TextConverter<Quarter>>();
        configurationBuilder.Properties<Month>().HaveConversion<TextConverter<Month>>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("person_passkeys");
            passkey.HasKey(row => row.CredentialId);
            passkey.HasOne<Person>().WithMany().HasForeignKey(row => row.UserId);
            passkey.OwnsOne(row => row.Data).ToJson("data");
        });
        builder.ApplyConfigurationsFromAssembly(typeof(PortSafeDb).Assembly);
        builder.UseSnakeCaseNames(Database.IsNpgsql());
    }
}
