using Microsoft.Extensions.DependencyInjection;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Accounts;
using PortSafe.Grains.Imports;
using PortSafe.Grains.Releases;
using PortSafe.Silo.Hosting;
using PortSafe.Testing;

namespace PortSafe.Web.Tests;

/// <summary>The sample sector: its ports and people, two frozen quarters, and a third that is only compiled.</summary>
public class SampleSite : Site
{
    public const string Admin = "a.officer@jmsc.example";
    public const string SecondAdmin = "b.officer@jmsc.example";
    public const string JmscAnalyst = "c.analyst@jmsc.example";
    public const string Editor = "d.editor@jmsc.example";
    public const string Approver = "e.approver@jmsc.example";
    public const string Analyst = "f.researcher@university.example";
    public const string PortManager = "s.lead@felixstowe.example";

    /// <summary>Each role, by the address of one person in it.</summary>
    public static IReadOnlyDictionary<string, Role> Roles { get; } = new Dictionary<string, Role>(StringComparer.Ordinal)
    {
        [Admin] = Role.JmscAdmin,
        [JmscAnalyst] = Role.JmscAnalyst,
        [Editor] = Role.Editor,
        [Approver] = Role.Approver,
        [Analyst] = Role.Analyst,
        [PortManager] = Role.PortManager,
    };

    /// <summary>The last frozen quarter.</summary>
    public static Quarter Frozen { get; } = new(2026, 2);

    /// <summary>The quarter that is compiled and no more.</summary>
    public static Quarter Compiled { get; } = new(2026, 3);

    /// <summary>In the order in which they are frozen.</summary>
    protected virtual IEnumerable<Quarter> FrozenQuarters => [Frozen.SameQuarterLastYear, Frozen];

    protected override async Task FillAsync()
    {
        var load = Actor.Person(new Guid(1, 0, 0, new byte[8]), Role.JmscAdmin);
        await ImportAsync(ImportKind.Ports, "uk-ports.csv", load);
        await ImportAsync(ImportKind.Schemes, "scheme-events.csv", load);
        await ImportAsync(ImportKind.Awareness, "awareness-2022-2026.csv", load);
        await ImportAsync(ImportKind.Reports, "reports-2023-2026.csv", load, "crimestoppers");
        Assert.Null((await InScopeAsync<People, Result<IReadOnlyList<KnownPerson>>>(people => people.AddSampleAsync(default))).Error);
        foreach (var quarter in FrozenQuarters)
            await FreezeAsync(quarter);
        Assert.Null((await Grains.Get<IReleaseGrain>(Compiled.ToString()).CompileAsync(await ActorAsync(Admin), default)).Error);
    }

    private async Task ImportAsync(ImportKind kind, string file, Actor by, string? source = null)
    {
        var request = ImportRequest.OfFile(kind, Repository.PathTo("scripts", "sample-data", file), ImportLimits.CommandLine, source, isConfirmed: true);
        Assert.IsType<ImportOutcome.Imported>(await Services.GetRequiredService<ImportFiles>().ImportAsync(request, by, null, default));
    }

    private async Task FreezeAsync(Quarter quarter)
    {
        var (grain, admin) = (Grains.Get<IReleaseGrain>(quarter.ToString()), await ActorAsync(Admin));
        Assert.Null((await grain.CompileAsync(admin, default)).Error);
        var audited = (await grain.AuditAsync(admin, default)).Value!;
        Assert.Null((await grain.SubmitAsync(admin, default)).Error);
        Assert.Null((await grain.ApproveAsync(audited.Hash, await ActorAsync(SecondAdmin), default)).Error);
        Assert.Null((await grain.FreezeAsync(audited.Hash, admin, default)).Error);
    }
}

/// <summary>An installation with one administrator and nothing else.</summary>
public class EmptySite : Site
{
    public const string Admin = "a.officer@jmsc.example";

    protected override async Task FillAsync() =>
        Assert.Null((await InScopeAsync<People, Result<KnownPerson>>(people => people.AddFirstAdministratorAsync("A. Officer", Admin, default))).Error);
}

/// <summary>As <see cref="EmptySite"/>, served by a process without the API.</summary>
public sealed class PagesSite : EmptySite
{
    protected override Roles Served => Roles.Dashboard;
}
