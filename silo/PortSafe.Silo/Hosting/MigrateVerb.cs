using PortSafe.Data.Schema;
using PortSafe.Silo.CommandLine;

namespace PortSafe.Silo.Hosting;

/// <summary>Brings the database to the schema of this program. It acts for nobody: on a new server there is nobody yet.</summary>
public sealed class MigrateVerb() : Verb("migrate", "Bring the database's schema up to date. A SQLite database is brought up to date by every start as well.")
{
    public override bool NeedsSchema => false;

    public override async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var schema = context.Get<SchemaUpgrade>();
        if (!(await schema.ApplyAsync(ct)).Succeeded(out var applied, out var error))
            return context.Answer.Fail(error.Code, error.Message);
        var text = applied == 0 ? $"The schema was at version {schema.Known} already." : $"The schema is at version {schema.Known} now.";
        return context.Answer.Done(text, new { Schema = schema.Known, Applied = applied });
    }
}
