using System.Globalization;
using System.Text;

namespace PortSafe.Data.Ports;

/// <summary>Ports' names as they are searched and sorted by, the same on both databases.</summary>
public static class PortNames
{
    /// <summary>In lower case and without accents, so that “Môn” is found by “mon”.</summary>
    public static string KeyOf(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var character in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                key.Append(char.ToLowerInvariant(character));
        }
        return key.ToString().Normalize(NormalizationForm.FormC);
    }
}
