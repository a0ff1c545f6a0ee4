using System.Buffers.Binary;
using System.IO.Compression;
using PortSafe.Domain;

namespace PortSafe.Grains.Newsletters.Images;

/// <summary>PNG files (ISO/IEC 15948), to the depth that it takes to know that one is whole and to leave out what nobody needs to see it.</summary>
internal static class PngFile
{
    private const int Frame = 12;
    private const int HeaderLength = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The chunks that are kept: what is critical, transparency, and how bright the colours are meant.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB" };

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static Result<CleanImage> Clean(ReadOnlySpan<byte> file)
    {
        using var output = new MemoryStream(file.Length);
        using var packed = new MemoryStream(file.Length);
        output.Write(Signature);
        var (header, at, isEnded) = (default(Header?), Signature.Length, false);
        while (!isEnded)
        {
            if (!TryChunk(file[at..], out var name, out var data) || (header is null) != (name == "IHDR"))
                return CleanImage.Damaged;
            if (name == "IHDR" && (header = Header.Read(data)) is null)
                return CleanImage.Damaged;
            if (header is { } known && CleanImage.FaultOfSides(known.Width, known.Height) is { } fault)
                return fault;
            if (!Kept.Contains(name) && char.IsAsciiLetterUpper(name[0]))
                return CleanImage.Damaged;
            if (Kept.Contains(name))
                output.Write(file.Slice(at, Frame + data.Length));
            if (name == "IDAT")
                packed.Write(data);
            at += Frame + data.Length;
            isEnded = name == "IEND";
        }
        packed.Position = 0;
        return IsWhole(header!, packed) ? new CleanImage(output.ToArray(), CleanImage.Png, header!.Width, header.Height) : CleanImage.Damaged;
    }

    private static bool TryChunk(ReadOnlySpan<byte> rest, out string name, out ReadOnlySpan<byte> data)
    {
        name = "";
        data = default;
        if (rest.Length < Frame)
            return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - Frame)
            return false;
        data = rest.Slice(8, (int)length);
        foreach (var letter in rest.Slice(4, 4))
        {
            if (!char.IsAsciiLetter((char)letter))
                return false;
            name += (char)letter;
        }
        return Crc32(rest.Slice(4, 4 + data.Length)) == BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + data.Length)..]);
    }

    /// <summary>Whether the packed data are exactly the rows of the picture. No more than those is ever unpacked.</summary>
    private static bool IsWhole(Header header, Stream packed)
    {
        var left = header.UnpackedLength;
        var buffer = new byte[64 * 1024];
        try
        {
            using var rows = new ZLibStream(packed, CompressionMode.Decompress);
            while (left >= 0 && rows.Read(buffer) is > 0 and var read)
                left -= read;
            return left == 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var octet in data)
            crc = CrcTable[(crc ^ octet) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var entry = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            entry = (entry & 1) == 0 ? entry >> 1 : 0xEDB88320u ^ (entry >> 1);
        return entry;
    })];

    private sealed record Header(int Width, int Height, int BitsPerPixel, bool IsInterlaced)
    {
        /// <summary>Each row has an octet of its own before its pixels; an interlaced picture is seven small ones (Adam7).</summary>
        public long UnpackedLength => IsInterlaced
            ? Passes.Sum(pass => Length(Sampled(Width, pass.Left, pass.Across), Sampled(Height, pass.Top, pass.Down)))
            : Length(Width, Height);

        private static readonly (int Left, int Top, int Across, int Down)[] Passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

        public static Header? Read(ReadOnlySpan<byte> data)
        {
            if (data.Length != HeaderLength || data[10] != 0 || data[11] != 0 || data[12] > 1)
                return null;
            var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            int? samples = (data[9], data[8]) switch
            {
                (0, 1 or 2 or 4 or 8 or 16) => 1,
                (2, 8 or 16) => 3,
                (3, 1 or 2 or 4 or 8) => 1,
                (4, 8 or 16) => 2,
                (6, 8 or 16) => 4,
                _ => null,
            };
            return samples is { } count && width <= int.MaxValue && height <= int.MaxValue ? new Header((int)width, (int)height, count * data[8], data[12] == 1) : null;
        }

        private long Length(int width, int height) => width == 0 || height == 0 ? 0 : height * (1 + (((long)width * BitsPerPixel) + 7) / 8);

        private static int Sampled(int whole, int first, int step) => whole <= first ? 0 : (whole - first + step - 1) / step;
    }
}
