using Microsoft.AspNetCore.Mvc;
using PortSafe.Dashboard.Ports;
using PortSafe.Grains.Imports;

namespace PortSafe.Dashboard.Imports;

/// <summary>Takes in a file of ports, new ones and those that have another name.</summary>
public sealed class RegisterModel(ImportFiles imports) : UploadPage(imports)
{
    public override ImportKind Kind => ImportKind.Ports;

    protected override IActionResult Finish(ImportOutcome.Imported done)
    {
        var entries = done.Rows - done.AlreadyRecorded;
        TempData[PortModel.DoneKey] = entries == 1 ? "1 row of the register is recorded." : $"{entries:N0} rows of the register are recorded.";
        return LocalRedirect(Links.Ports);
    }
}
