using System.Buffers.Binary;
using System.Text;

namespace PortSafe.Grains.Tests.Charts;

/// <summary>Reads advance widths from a TrueType font: its head, hhea, hmtx and cmap (format 4) tables.</summary>
internal sealed class TrueTypeWidths
{
    private readonly byte[] _font;
    private readonly Dictionary<string, int> _tables = [];

    public TrueTypeWidths(string path)
    {
        _font = File.ReadAllBytes(path);
        for (var i = 0; i < U16(4); i++)
        {
            var record = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(_font, record, 4)] = BinaryPrimitives.ReadInt32BigEndian(_font.AsSpan(record + 8));
        }
    }

    public int UnitsPerEm => U16(_tables["head"] + 18);

    public int Width(char character)
    {
        var glyph = Math.Min(Glyph(character), U16(_tables["hhea"] + 34) - 1);
        return U16(_tables["hmtx"] + (4 * glyph));
    }

    private int Glyph(char character)
    {
        var map = Unicode();
        var doubled = U16(map + 6);
        for (var i = 0; i < doubled; i += 2)
        {
            var (end, start) = (U16(map + 14 + i), U16(map + 16 + doubled + i));
            if (character > end)
                continue;
            if (character < start)
                return 0;
            var delta = U16(map + 16 + (2 * doubled) + i);
            var rangeAt = map + 16 + (3 * doubled) + i;
            var range = U16(rangeAt);
            return range == 0 ? (character + delta) & 0xffff : (U16(rangeAt + range + (2 * (character - start))) + delta) & 0xffff;
        }

        return 0;
    }

    private int Unicode()
    {
        var cmap = _tables["cmap"];
        return Enumerable.Range(0, U16(cmap + 2))
            .Select(i => cmap + BinaryPrimitives.ReadInt32BigEndian(_font.AsSpan(cmap + 8 + (8 * i))))
            .First(table => U16(table) == 4);
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_font.AsSpan(at));
}
