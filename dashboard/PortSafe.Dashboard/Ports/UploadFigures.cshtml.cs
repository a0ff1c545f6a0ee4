using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Imports;
using PortSafe.Domain.Accounts;
using PortSafe.Grains.Imports;

namespace PortSafe.Dashboard.Ports;

/// <summary>Takes in a file of quarters' awareness: a port manager's names their own ports alone.</summary>
public sealed class UploadFiguresModel(ImportFiles imports) : UploadPage(imports)
{
    public override ImportKind Kind => ImportKind.Awareness;

    /// <summary>Where the reader came from.</summary>
    public string Home => Actor.Ports is [var only] ? Links.Port(only) : Links.Ports;

    /// <summary>Which ports the file may name.</summary>
    public string Whose => Actor.May(Permission.ImportAwareness) ? "any port in the register" : Actor.Ports is [var only] ? $"your port, {only}" : $"your ports: {string.Join(", ", Actor.Ports)}";

    protected override IActionResult Finish(ImportOutcome.Imported done)
    {
        var entries = done.Rows - done.AlreadyRecorded;
        TempData[PortModel.DoneKey] = entries == 1 ? "The figures of 1 row are recorded." : $"The figures of {entries:N0} rows are recorded.";
        return LocalRedirect(Home);
    }
}
