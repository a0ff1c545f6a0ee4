namespace PortSafe.Data.Ports;

/// <summary>Ports' names as they are searched and sorted by, the same on both databases.</summary>
public static class PortNames
{
    // The program has no cultures (InvariantGlobalization), so that it cannot take letters apart itself.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāēīōūŵŷẁẃẅỳ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyaeiouwywwwy";

    /// <summary>In lower case and without the accents of Latin letters, so that “Môn” is found by “mon”.</summary>
    public static string KeyOf(string name) => string.Create(name.Length, name, (key, from) =>
    {
        for (var index = 0; index < key.Length; index++)
        {
            var letter = char.ToLowerInvariant(from[index]);
            var place = Accented.IndexOf(letter, StringComparison.Ordinal);
            key[index] = place < 0 ? letter : Plain[place];
        }
    });
}
