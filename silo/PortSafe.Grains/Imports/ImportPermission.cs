using PortSafe.Domain.Accounts;

namespace PortSafe.Grains.Imports;

/// <summary>Who may take files in.</summary>
public static class ImportPermission
{
    /// <summary>Whether somebody may bring a file of this kind: JMSC and its programs, and a port manager their own ports' awareness.</summary>
    public static bool MayImport(this Actor by, ImportKind kind) => kind switch
    {
        ImportKind.Ports or ImportKind.Schemes => by.May(Permission.ManageSchemes),
        ImportKind.Awareness => by.May(Permission.ImportAwareness) || (by.Role == Role.PortManager && by.Ports.Count > 0),
        _ => by.May(Permission.ImportReports),
    };
}
