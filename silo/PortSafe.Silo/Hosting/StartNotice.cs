using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PortSafe.Data;
using PortSafe.Grains.Accounts;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>Says where to look once the process serves, and in Development how to sign in.</summary>
internal sealed class StartNotice(IHostEnvironment environment, IServiceScopeFactory scopes, DatabaseLocation location, StartedLogs started)
{
    public async Task PrintAsync(WebApplication app, IVerbOutput output, CancellationToken ct)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var open = addresses.Where(address => !address.StartsWith("http://unix:", StringComparison.Ordinal)).ToList();
        List<string> lines = [$"PortSafe serves {string.Join(" and ", open)} from {(location.IsPostgres ? "PostgreSQL" : location.Directory)}. Ctrl-C stops it."];
        if (environment.IsDevelopment() && open.Count > 0)
            lines.AddRange(await LinksAsync(open[0], ct));
        // At once, so that no other line comes between.
        output.Line(string.Join(Environment.NewLine, lines));
        started.HasStarted = true;
    }

    private async Task<IReadOnlyList<string>> LinksAsync(string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var offered = await scope.ServiceProvider.GetRequiredService<SampleSignIn>().OfferAsync(ct);
        return offered.Count == 0
            ? []
            : ["Sign in as a sample person; each link works once, for a short time:", .. offered.Select(offer => $"  {offer.Person.Role.Title,-20} {address}{offer.Path}")];
    }
}
