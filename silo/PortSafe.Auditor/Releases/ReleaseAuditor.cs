using PortSafe.Domain;
using PortSafe.Domain.Ports;

namespace PortSafe.Auditor.Releases;

/// <summary>
/// Attacks everything that was ever published about port reports, as each reader of it could. Every port's count of a quarter, and of a
/// year, is protected unless the reader is shown that period of that port, or a quarter of that year.
/// </summary>
public sealed class ReleaseAuditor(IRangeSolver solver)
{
    /// <summary>Scenarios (a) to (c), which take no true count: each protected cell must be able to be nothing, and have a range of four or more.</summary>
    /// <param name="accounts">Those to which the figures of their ports are shown.</param>
    /// <param name="touching">Leaves out counts that nothing joins to one of a quarter for which this holds; null for all.</param>
    /// <exception cref="ContradictionException">No counts fit what was published.</exception>
    /// <exception cref="UnprovenException">The solver's answer did not stand up to the check.</exception>
    public async Task<ReleaseAudit> AuditAsync(Publication publication, IReadOnlyList<AuditedAccount> accounts, Func<Quarter, bool>? touching, CancellationToken ct)
    {
        var book = new WitnessBook();
        var search = new RangeSearch(solver);
        var known = publication.Figures.Where(figure => figure.Port is not null).ToLookup(figure => figure.Port!.Value);
        var scenarios = new List<ScenarioAudit>();
        foreach (var scenario in new[] { AuditScenario.Role, AuditScenario.Account, AuditScenario.Pool })
        {
            book.Begin(scenario);
            scenarios.Add(await new ScenarioAttack(scenario, publication, accounts, known, search, book).AuditAsync(touching, ct));
        }
        return new ReleaseAudit(scenarios, book);
    }

    /// <summary>Scenario (d), in which an account also knows its own ports’ true counts: each protected cell must be able to be nothing.</summary>
    /// <param name="truth">Of every port in every quarter that was published, as it was when first published.</param>
    /// <inheritdoc cref="AuditAsync"/>
    public Task<ScenarioAudit> AuditInsidersAsync(
        Publication publication, IReadOnlyList<AuditedAccount> accounts, IReadOnlyList<TrueCount> truth, Func<Quarter, bool>? touching, CancellationToken ct)
    {
        var counts = truth.Select(count => new PublishedFigure(count.Quarter, count.Quarter, 0, null, null, count.Port, count.Count, count.Count));
        var known = publication.Figures.Where(figure => figure.Port is not null).Concat(counts).ToLookup(figure => figure.Port!.Value);
        return new ScenarioAttack(AuditScenario.Insider, publication, accounts, known, new RangeSearch(solver), null).AuditAsync(touching, ct);
    }
}
