using PortSafe.Data;
using PortSafe.Data.Schema;
using PortSafe.Domain;

namespace PortSafe.Silo.Hosting;

/// <summary>The schema before work begins: an embedded database is brought up to date, a server's has to be so already.</summary>
public static class SchemaAtStart
{
    /// <summary>Null when work can begin.</summary>
    public static async Task<Error?> PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        var schema = services.GetRequiredService<SchemaUpgrade>();
        return services.GetRequiredService<DatabaseLocation>().IsPostgres
            ? await schema.CheckAsync(ct)
            : (await schema.ApplyAsync(ct)).Error;
    }
}
