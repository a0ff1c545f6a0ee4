using PortSafe.Domain;

namespace PortSafe.Grains.Newsletters.Images;

/// <summary>A picture as it is kept: the file without anything that is not needed to show it.</summary>
/// <param name="ContentType"><c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record CleanImage(byte[] Bytes, string ContentType, int Width, int Height)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int Largest = 2 * 1024 * 1024;

    /// <summary>The longest side, in pixels.</summary>
    public const int LongestSide = 4_000;

    public const string Png = "image/png";

    public const string Jpeg = "image/jpeg";

    /// <summary>Reads a PNG or JPEG file, which is told by what it holds, and leaves out where, when and by whom it was made.</summary>
    /// <returns>
    /// The picture; or <c>image-too-large</c>, <c>image-type</c>, <c>image-damaged</c>, <c>image-sides</c> or <c>image-turned</c>, each
    /// with what to do.
    /// </returns>
    public static Result<CleanImage> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > Largest)
            return Error.Invalid("image-too-large", $"The file is larger than {Largest / 1024 / 1024} MB. Save it smaller, then choose it again.", "file");
        if (PngFile.IsOne(file))
            return PngFile.Clean(file);
        return JpegFile.IsOne(file) ? JpegFile.Clean(file) : Error.Invalid("image-type", "The file is neither a PNG nor a JPEG picture. Save it as one of these, then choose it again.", "file");
    }

    internal static Error Damaged => Error.Invalid("image-damaged", "The file is damaged or not complete. Save the picture again, then choose it again.", "file");

    internal static Error? FaultOfSides(int width, int height) => width is >= 1 and <= LongestSide && height is >= 1 and <= LongestSide
        ? null
        : Error.Invalid("image-sides", $"The picture is {width:N0} by {height:N0} pixels. Make it {LongestSide:N0} or fewer on each side, then choose it again.", "file");
}
