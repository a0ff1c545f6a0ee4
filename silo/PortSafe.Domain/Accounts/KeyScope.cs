using System.Diagnostics.CodeAnalysis;

namespace PortSafe.Domain.Accounts;

/// <summary>Something that a program may do with an API key. A key has one or more; it is never one of two people.</summary>
public sealed record KeyScope : ICoded<KeyScope>
{
    private KeyScope(string code, string title, Permission permission) => (Code, Title, Permission) = (code, title, permission);

    public static KeyScope ReadReleased { get; } = new("read:released", "Read released figures and sector charts", Permission.ReadSector);

    public static KeyScope ReadPorts { get; } = new("read:ports", "Read every port’s scheme and awareness", Permission.ReadAnyPort);

    public static KeyScope ImportAwareness { get; } = new("import:awareness", "Import awareness figures", Permission.ImportAwareness);

    public static KeyScope ImportReports { get; } = new("import:reports", "Import statements of report counts", Permission.ImportReports);

    public static KeyScope RecordBounces { get; } = new("record:bounces", "Record newsletters that came back, and complaints", Permission.RecordBounces);

    public static IReadOnlyList<KeyScope> All { get; } = [ReadReleased, ReadPorts, ImportAwareness, ImportReports, RecordBounces];

    public string Code { get; }

    public string Title { get; }

    /// <summary>What it grants.</summary>
    public Permission Permission { get; }

    public override string ToString() => Code;

    public static KeyScope Parse(string s, IFormatProvider? provider = null) => Parsing.OrThrow<KeyScope>(s, "a scope such as read:released");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out KeyScope result) =>
        ICoded<KeyScope>.Find(s, out result);
}
