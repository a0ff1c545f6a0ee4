using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortSafe.Auditor.Releases;
using PortSafe.Data.Audit;
using PortSafe.Data.Ports;
using PortSafe.Data.Reports;
using PortSafe.Domain.Releases;
using PortSafe.Grains.Releases;
using PortSafe.Testing.Databases;

namespace PortSafe.Grains.Tests.Releases;

/// <summary>A release's grain with everything behind it as it is in the program, the solver in Node too.</summary>
internal static class ReleaseParts
{
    private static readonly Lazy<ReleaseAuditor> Auditor = new(() =>
        new ReleaseAuditor(new NodeRangeSolver(new ServiceCollection().AddLogging().AddNodeRuntime().BuildServiceProvider().GetRequiredService<NodeRuntime>())));

    /// <summary>Making a key takes long, so that every test signs with the same one.</summary>
    private static readonly Lazy<string> KeyFile = new(() =>
    {
        var file = Path.Combine(Path.GetTempPath(), $"portsafe-test-key-{Environment.ProcessId}.pem");
        using var key = RSA.Create(2048);
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    });

    public static ReleaseGrain Grain(ReleaseId id, TestDatabase database, TimeProvider clock, IJobs jobs)
    {
        var audit = new AuditLog(new NodeName("test"), database.Location, clock);
        var ledger = new ReportLedger(database.Contexts, audit);
        var compiler = new ReleaseCompiler(database.Contexts, new ReadModels(database.Contexts, database.Location, clock), ledger);
        return new ReleaseGrain(
            id, database.Contexts, compiler, new ReleaseAttack(database.Contexts, ledger, Auditor.Value), Signer(database), new FrozenReleases(database.Contexts), audit, jobs, clock);
    }

    public static ReleaseSigner Signer(TestDatabase database, string? keyFile = null) =>
        new(Options.Create(new ReleaseOptions { SigningKey = keyFile ?? KeyFile.Value }), database.Location);
}
