using System.Text;

namespace PortSafe.Dashboard.Tests.Twins;

/// <summary>What leaves a twin by mail.</summary>
internal static class TwinMail
{
    /// <summary>Every message as it left, with its name, in order. A person's test copies are named by chance, and hold what the issue holds.</summary>
    public static IReadOnlyList<string> Of(TwinServer server) =>
    [
        .. Directory.CreateDirectory(Path.Combine(server.Database.Directory, "outbox")).EnumerateFiles("*.eml").Select(file => file.FullName).Where(file => !Path.GetFileName(file).Contains("-test-", StringComparison.Ordinal))
            .Select(file => Allowed.Mail($"{Path.GetFileName(file)}\n{Encoding.Latin1.GetString(File.ReadAllBytes(file))}")).Order(StringComparer.Ordinal),
    ];
}
