using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortSafe.Data.Audit;
using PortSafe.Domain;
using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;
using PortSafe.Grains;
using PortSafe.Grains.Newsletters;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Releases;
using PortSafe.Silo.Engine;
using PortSafe.Silo.Hosting;
using PortSafe.Testing.Databases;
using Xunit.Abstractions;

namespace PortSafe.Silo.Tests.Engine;

/// <summary>
/// Every method of every registered grain × every actor × own and other port, enumerated from the application itself. What is expected
/// follows from a short table by what a method does; a method without a rule, or without an actor, fails.
/// </summary>
public sealed class GrainMatrixTests(ITestOutputHelper output)
{
    private static readonly Locode Own = Locode.Parse("GBFXT");
    private static readonly string[] Keys = ["GBFXT", "GBDVR"];

    private static readonly Dictionary<string, Actor> Actors = new(StringComparer.Ordinal)
    {
        ["jmsc-admin"] = Person(1, Role.JmscAdmin),
        ["jmsc-analyst"] = Person(2, Role.JmscAnalyst),
        ["editor"] = Person(3, Role.Editor),
        ["approver"] = Person(4, Role.Approver),
        ["analyst"] = Person(5, Role.Analyst),
        ["manager"] = Person(6, Role.PortManager, Own),
        ["manager of no port"] = Person(7, Role.PortManager),
        ["manager of a facility"] = Person(10, Role.PortManager) with { Facilities = [PortFacility.Parse("GBFXT-0001")] },
        ["nobody"] = new Actor("person:00000008-0000-0000-0000-000000000000", null, []),
        ["editor with ports"] = Person(9, Role.Editor, Own),
        ["unknown job"] = Actor.Job("stranger"),
        ["job compile-release"] = Actor.Job("compile-release"),
        ["job draft-newsletter"] = Actor.Job("draft-newsletter"),
        ["job sweep"] = Actor.Job("sweep"),
        ["job health"] = Actor.Job("health"),
        ["job newsletter-addresses"] = Actor.Job("newsletter-addresses"),
        ["key without scope"] = Actor.Key(Guid.Empty, []),
        ["key read:released"] = Actor.Key(Guid.Empty, [KeyScope.ReadReleased]),
        ["key read:ports"] = Actor.Key(Guid.Empty, [KeyScope.ReadPorts]),
        ["key import:awareness"] = Actor.Key(Guid.Empty, [KeyScope.ImportAwareness]),
        ["key import:reports"] = Actor.Key(Guid.Empty, [KeyScope.ImportReports]),
    };

    /// <summary>Who may, by what is done: DOMAIN.md's roles in one place. “manager” means of their own port alone.</summary>
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["read a port"] = ["jmsc-admin", "jmsc-analyst", "manager", "manager of a facility", "job sweep", "job health", "key read:ports"],
        ["record for a port"] = ["jmsc-admin", "jmsc-analyst", "manager"],
        ["manage schemes"] = ["jmsc-admin"],
        ["track newsletter addresses"] = ["jmsc-admin", "job newsletter-addresses"],
        ["compile or look through a release"] = ["jmsc-admin", "jmsc-analyst", "job compile-release"],
        ["submit a release"] = ["jmsc-admin", "jmsc-analyst"],
        ["approve a release"] = ["jmsc-admin"],
        ["draft an issue"] = ["jmsc-admin", "editor", "editor with ports", "job draft-newsletter"],
        ["write an issue"] = ["jmsc-admin", "editor", "editor with ports"],
        ["work on an issue"] = ["jmsc-admin", "editor", "editor with ports", "approver"],
        ["approve an issue"] = ["jmsc-admin", "approver"],
        ["read an issue that is not approved"] = ["jmsc-admin", "editor", "editor with ports", "approver", "job draft-newsletter"],
    };

    private static string? DoesWhat(MethodInfo method) => (method.DeclaringType!.Name, method.Name) switch
    {
        (nameof(IPortGrain), "GetStatusAsync" or "GetHistoryAsync") => "read a port",
        (nameof(IPortGrain), "RecordMilestoneAsync" or "WithdrawMilestoneAsync" or "RecordBriefingAsync" or "RecordQuarterFiguresAsync" or "VerifyContactAsync" or "WithdrawEntryAsync") => "record for a port",
        (nameof(IPortGrain), "AddAsync" or "RenameAsync" or "CloseAsync" or "ApplyAsync" or "ApproveAsync" or "RejectAsync" or "IssuePackAsync" or "SuspendAsync" or "WithdrawAsync" or "ReinstateAsync" or "AddFacilityAsync" or "RenameFacilityAsync" or "CloseFacilityAsync") => "manage schemes",
        (nameof(IPortGrain), "RecordNewsletterAddressAsync") => "track newsletter addresses",
        (nameof(IReleaseGrain), "CompileAsync" or "AuditAsync" or "GetAsync" or "GetAuditAsync") => "compile or look through a release",
        (nameof(IReleaseGrain), "SubmitAsync" or "FreezeAsync" or "AbandonAsync" or "AskToWithdrawAsync" or "KeepAsync") => "submit a release",
        (nameof(IReleaseGrain), "ApproveAsync" or "WithdrawAsync") => "approve a release",
        (nameof(IIssueGrain), "BeginAsync" or "SaveAsync" or "SubmitAsync" or "GiveReasonAsync" or "ReopenAsync" or "SendAgainAsync") => "write an issue",
        (nameof(IIssueGrain), "CompileAsync") => "draft an issue",
        (nameof(IIssueGrain), "ApproveAsync") => "approve an issue",
        (nameof(IIssueGrain), "GetAsync" or "GetReviewAsync" or "GetRevisionAsync") => "read an issue that is not approved",
        (nameof(IIssueGrain), "CommentAsync" or "ResolveAsync" or "ReturnAsync" or "ScheduleAsync" or "StartAsync" or "CancelAsync" or "PauseAsync" or "ResumeAsync" or "StopAsync") => "work on an issue",
        _ => null,
    };

    [Fact]
    public async Task Every_method_of_every_grain_takes_an_actor_and_has_a_rule()
    {
        await using var desk = await MatrixDesk.CreateAsync(DatabaseKind.Sqlite);
        Assert.NotEmpty(desk.Methods);
        Assert.All(desk.Methods, method => Assert.Single(method.GetParameters(), parameter => parameter.ParameterType == typeof(Actor)));
        Assert.Equal([], desk.Methods.Where(method => DoesWhat(method) is null).Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Theory]
    [BothDatabases]
    public async Task Every_actor_is_answered_exactly_where_they_may_and_a_refusal_leaves_nothing_but_its_own_row(DatabaseKind kind)
    {
        await using var desk = await MatrixDesk.CreateAsync(kind);
        var wrong = new List<string>();
        var (answered, refused) = (0, 0);
        var cells = desk.Methods.SelectMany(method => desk.KeysOf(method).SelectMany(key => Actors.Select(actor => (method, key, actor)))).ToList();
        foreach (var call in cells.GroupBy(cell => (cell.method, cell.key, isAllowed: IsAllowed(cell.method, cell.key, cell.actor.Key))).OrderBy(call => call.Key.isAllowed))
        {
            var (method, key, allowed) = call.Key;
            var before = allowed ? [] : await desk.RowsAsync();
            foreach (var (name, actor) in call.Select(cell => cell.actor))
            {
                var answer = await desk.CallAsync(method, key, actor);
                if (allowed == (answer.Error?.Kind == ErrorKind.Forbidden) || (!allowed && desk.ValueOf(answer) is not null))
                    wrong.Add($"{method.DeclaringType!.Name}({key}).{method.Name} as {name}: {answer.Error?.Code ?? "answered"}");
                (answered, refused) = allowed ? (answered + 1, refused) : (answered, refused + 1);
            }
            if (!allowed && !before.SequenceEqual(await desk.RowsAsync()))
                wrong.Add($"{method.DeclaringType!.Name}({key}).{method.Name} was refused to all who may not, and left something");
        }
        output.WriteLine($"{desk.Methods.Count} methods × {Actors.Count} actors, ports twice: {cells.Count} calls on {kind}, {answered} may, {refused} refused.");
        Assert.Equal([], wrong);
        Assert.True(await desk.CountRefusalsAsync() > 0);
        Assert.True((await new AuditChains(desk.Database.Contexts).VerifyAsync([], null, default)).IsWhole);
    }

    private static bool IsAllowed(MethodInfo method, string key, string actor) =>
        May[DoesWhat(method)!].Contains(actor) && (actor is not ("manager" or "manager of a facility") || key == Own.ToString());

    private static Actor Person(int number, Role role, params IReadOnlyList<Locode> ports) => Actor.Person(new Guid(number, 0, 0, new byte[8]), role, ports);

    /// <summary>The composed platform on a database with two approved ports.</summary>
    private sealed class MatrixDesk : IAsyncDisposable
    {
        private const string Quarter = "2026Q2";

        private readonly IHost _host;

        private MatrixDesk(TestDatabase database) =>
            (Database, _host) = (database, PlatformHost.ForVerbs(database.Location, Environments.Development));

        public TestDatabase Database { get; }

        public IReadOnlyList<MethodInfo> Methods => [.. _host.Services.GetServices<GrainKind>().SelectMany(kind => kind.Contract.GetMethods())];

        public static async Task<MatrixDesk> CreateAsync(DatabaseKind kind)
        {
            var desk = new MatrixDesk(await TestDatabase.CreateAsync(kind));
            foreach (var key in Keys)
            {
                var (port, day, admin) = (desk._host.Services.GetRequiredService<IGrains>().Get<IPortGrain>(key), new DateOnly(2025, 1, 6), Actors["jmsc-admin"]);
                Assert.Null((await port.AddAsync(new AddPort(day, key, Region.Parse("East"), PortSize.Major, 51, 1), admin, default)).Error);
            }
            return desk;
        }

        public IReadOnlyList<string> KeysOf(MethodInfo method) => method.DeclaringType == typeof(IPortGrain) ? Keys : [Quarter];

        public async Task<IMayFail> CallAsync(MethodInfo method, string key, Actor by)
        {
            var grain = typeof(IGrains).GetMethod(nameof(IGrains.Get))!.MakeGenericMethod(method.DeclaringType!).Invoke(_host.Services.GetRequiredService<IGrains>(), [key]);
            var call = (Task)method.Invoke(grain, [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(Actor) ? by : Sample(parameter.ParameterType))])!;
            await call;
            return (IMayFail)call.GetType().GetProperty("Result")!.GetValue(call)!;
        }

        public object? ValueOf(IMayFail answer) => answer.GetType().GetProperty("Value")!.GetValue(answer);

        /// <summary>Every row of every table but the audit log.</summary>
        public async Task<IReadOnlyList<string>> RowsAsync()
        {
            await using var db = Database.CreateContext();
            var rows = new List<string>();
            foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Where(table => !table.StartsWith("audit_", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
                rows.AddRange((await Database.RowsAsync(table)).Select(row => $"{table}: {row}"));
            return rows;
        }

        public async Task<int> CountRefusalsAsync()
        {
            await using var db = Database.CreateContext();
            return await db.AuditLog.CountAsync(row => row.Outcome == AuditOutcome.Refused);
        }

        public async ValueTask DisposeAsync()
        {
            _host.Dispose();
            await Database.DisposeAsync();
        }

        /// <summary>Some value of a type: an input that is well formed, so that a refusal is not for its form.</summary>
        private static object? Sample(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is not null)
                return null;
            if (type == typeof(CancellationToken))
                return default(CancellationToken);
            if (type == typeof(IReadOnlyList<Guid>))
                return Array.Empty<Guid>();
            if (type == typeof(string))
                return "2026-01";
            if (type == typeof(DateOnly))
                return new DateOnly(2026, 1, 5);
            if (type == typeof(Quarter))
                return PortSafe.Domain.Quarter.Parse(Quarter);
            if (type == typeof(Region))
                return Region.Parse("East");
            if (type == typeof(FacilityNumber))
                return FacilityNumber.Parse("0001");
            if (type.IsPrimitive)
                return Convert.ChangeType(1, type, null);
            if (type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is System.Collections.IList all)
                return all[0];
            var create = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length) ?? throw new InvalidOperationException($"No sample of {type.Name} can be made: teach the test how.");
            return create.Invoke([.. create.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
        }
    }
}
