using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Ports;
using PortSafe.Grains.Imports;

namespace PortSafe.Dashboard.Imports;

/// <summary>Takes in a file of what happened in the ports' schemes.</summary>
public sealed class SchemesModel(ImportFiles imports) : UploadPage(imports)
{
    public override ImportKind Kind => ImportKind.Schemes;

    protected override IActionResult Finish(ImportOutcome.Imported done)
    {
        var entries = done.Rows - done.AlreadyRecorded;
        TempData[PortModel.DoneKey] = entries == 1 ? "1 event is recorded." : $"{entries:N0} events are recorded.";
        return LocalRedirect(Links.Ports);
    }
}
