using System.Collections.Frozen;

namespace PortSafe.Grains.Accounts;

/// <summary>
/// The passwords that people choose most, as the zxcvbn-ts project collects them, lower-cased. Few of them have 12 characters, so one
/// that is only filled up with digits and signs, or said twice, counts as well.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "common-passwords.txt";

    private static readonly Lazy<FrozenSet<string>> All = new(Read);

    /// <param name="password">Lower-cased.</param>
    public static bool Covers(string password)
    {
        var core = password.Trim([.. password.Where(character => !char.IsLetter(character)).Distinct()]);
        return core.Length < 4 || All.Value.Contains(password) || All.Value.Contains(core) || IsRepeated(core);
    }

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Where(size => text.Length % size == 0)
            .Any(size => All.Value.Contains(text[..size]) && text.Select((character, index) => character == text[index % size]).All(same => same));

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
