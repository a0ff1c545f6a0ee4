using System.Text;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>What leaves a twin by mail.</summary>
internal static class TwinMail
{
    /// <summary>Every message as it left, with its name, in order.</summary>
    public static IReadOnlyList<string> Of(TwinServer server) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(server.Database.Directory, "outbox"), "*.eml")
            .Select(file => Allowed.Mail($"{Path.GetFileName(file)}\n{Encoding.Latin1.GetString(File.ReadAllBytes(file))}")).Order(StringComparer.Ordinal),
    ];
}
