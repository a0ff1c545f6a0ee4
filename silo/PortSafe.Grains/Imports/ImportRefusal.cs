using PortSafe.Domain;

namespace PortSafe.Grains.Imports;

/// <summary>Says a rule's refusal as what should stand in the file instead.</summary>
internal static class ImportRefusal
{
    private const string Enter = "Enter ";

    public static string Expected(Error error) => error switch
    {
        { Code: "port-not-found" } => ImportText.ExpectedPort,
        { Code: RegisterRow.DiffersCode } => error.Message,
        _ when error.Message.StartsWith(Enter, StringComparison.Ordinal) => error.Message[Enter.Length..].TrimEnd('.'),
        _ => $"a row that fits what is recorded. {error.Message.TrimEnd('.')}",
    };
}
