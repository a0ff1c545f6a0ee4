using System.Buffers.Binary;
using PortSafe.Domain;

namespace PortSafe.Grains.Newsletters.Images;

/// <summary>JPEG files (ITU-T T.81), segment by segment: what is needed to show one is kept, and all else left out.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA;
    private const byte End = 0xD9;

    /// <summary>JFIF's own segment without its small picture: version 1.1, no unit, 1 to 1.</summary>
    private static ReadOnlySpan<byte> Jfif => [0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static Result<CleanImage> Clean(ReadOnlySpan<byte> file)
    {
        using var output = new MemoryStream(file.Length);
        output.Write(file[..2]);
        var (at, sides, scans) = (2, default((int Width, int Height)?), 0);
        while (true)
        {
            if (!TrySegment(file, ref at, out var marker, out var segment))
                return CleanImage.Damaged;
            if (marker == End)
                break;
            if (IsExif(marker, segment) && OrientationOf(segment[10..]) is > 1 and <= 8)
                return Error.Invalid("image-turned", "The picture is stored on its side, with a note to turn it that not every mail program reads. Turn it once in any picture program, save it, then choose it again.", "file");
            if (IsFrame(marker) && (sides is not null || (sides = SidesOf(segment)) is null))
                return CleanImage.Damaged;
            if (IsJfif(marker, segment))
                output.Write(Jfif);
            else if (IsKept(marker, segment))
                output.Write(segment);
            else if (!IsLeftOut(marker))
                return CleanImage.Damaged;
            if (marker != StartOfScan)
                continue;
            var length = ScanLength(file[at..]);
            if (sides is null || length < 0)
                return CleanImage.Damaged;
            output.Write(file.Slice(at, length));
            (at, scans) = (at + length, scans + 1);
        }
        if (sides is not { } known || scans == 0)
            return CleanImage.Damaged;
        output.Write([0xFF, End]);
        return CleanImage.FaultOfSides(known.Width, known.Height) is { } fault ? fault : new CleanImage(output.ToArray(), CleanImage.Jpeg, known.Width, known.Height);
    }

    /// <summary>Reads the segment that begins at a place, marker and length included, and goes behind it.</summary>
    private static bool TrySegment(ReadOnlySpan<byte> file, ref int at, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = default;
        while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF)
            at++;
        if (at + 2 > file.Length || file[at] != 0xFF)
            return false;
        marker = file[at + 1];
        if (marker == End)
            return true;
        if (at + 4 > file.Length)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        if (length < 2 || at + 2 + length > file.Length)
            return false;
        segment = file.Slice(at, 2 + length);
        at += segment.Length;
        return true;
    }

    /// <summary>The octets of a scan up to the next marker that is neither a restart nor an escaped octet; -1 where the file ends before.</summary>
    private static int ScanLength(ReadOnlySpan<byte> rest)
    {
        for (var index = 0; index + 1 < rest.Length; index++)
        {
            if (rest[index] == 0xFF && rest[index + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return index;
        }
        return -1;
    }

    /// <summary>Baseline, extended and progressive frames; browsers show no other.</summary>
    private static bool IsFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    /// <summary>Frames, tables, restarts and scans; and Adobe's note of how colours are coded, without which some look wrong.</summary>
    private static bool IsKept(byte marker, ReadOnlySpan<byte> segment) =>
        IsFrame(marker) || marker is 0xC4 or 0xDB or 0xDD or StartOfScan || (marker == 0xEE && segment.Length == 16 && segment[4..].StartsWith("Adobe"u8));

    /// <summary>Every other note of an application, and comments.</summary>
    private static bool IsLeftOut(byte marker) => marker is >= 0xE0 and <= 0xEF or 0xFE;

    private static (int Width, int Height)? SidesOf(ReadOnlySpan<byte> frame) => frame.Length < 11 || frame[4] != 8
        ? null
        : (BinaryPrimitives.ReadUInt16BigEndian(frame[7..]), BinaryPrimitives.ReadUInt16BigEndian(frame[5..]));

    private static bool IsJfif(byte marker, ReadOnlySpan<byte> segment) => marker == 0xE0 && segment[4..].StartsWith("JFIF\0"u8);

    private static bool IsExif(byte marker, ReadOnlySpan<byte> segment) => marker == 0xE1 && segment[4..].StartsWith("Exif\0\0"u8);

    /// <summary>The orientation that a camera noted, 1 to 8; null where it noted none.</summary>
    private static int? OrientationOf(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return null;
        var isBig = tiff[0] == 'M';
        var first = Whole(tiff[4..], isBig);
        if (first > tiff.Length - 2)
            return null;
        var entries = tiff[(int)first..];
        int count = Half(entries, isBig);
        for (var index = 0; index < count && 2 + (12 * (index + 1)) <= entries.Length; index++)
        {
            var entry = entries.Slice(2 + (12 * index), 12);
            if (Half(entry, isBig) == 0x0112)
                return Half(entry[8..], isBig);
        }
        return null;
    }

    private static ushort Half(ReadOnlySpan<byte> data, bool isBig) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(data) : BinaryPrimitives.ReadUInt16LittleEndian(data);

    private static uint Whole(ReadOnlySpan<byte> data, bool isBig) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data);
}
