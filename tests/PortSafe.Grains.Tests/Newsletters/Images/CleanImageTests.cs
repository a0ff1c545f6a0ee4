using System.Text;
using PortSafe.Grains.Newsletters.Images;
using PortSafe.Grains.Tests.Mail;

namespace PortSafe.Grains.Tests.Newsletters.Images;

public sealed class CleanImageTests
{
    [Fact]
    public void A_plain_picture_is_kept_as_it_is()
    {
        Assert.Equal(Pictures.Png(), Clean(Pictures.Png()).Bytes);
        Assert.Equal(ComposerFixture.Pixel, Clean(ComposerFixture.Pixel).Bytes);
        Assert.Equal((3, 2, "image/png"), (Clean(Pictures.Png()).Width, Clean(Pictures.Png()).Height, Clean(Pictures.Png()).ContentType));
        Assert.Equal((8, 6, "image/jpeg"), (Clean(Pictures.Jpeg).Width, Clean(Pictures.Jpeg).Height, Clean(Pictures.Jpeg).ContentType));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("eXIf")]
    [InlineData("tIME")]
    [InlineData("iCCP")]
    [InlineData("pHYs")]
    [InlineData("acTL")]
    [InlineData("prVt")]
    public void A_note_in_a_png_is_left_out(string chunk)
    {
        var cleaned = Clean(Pictures.Png(3, 2, Pictures.Chunk(chunk, "Made by Sam at 51.9N 1.3E"u8.ToArray())));
        Assert.Equal(Pictures.Png(), cleaned.Bytes);
    }

    [Fact]
    public void What_a_png_needs_to_be_seen_is_kept()
    {
        var file = Pictures.Png(3, 2, Pictures.Chunk("gAMA", [0, 0, 0xB1, 0x8F]), Pictures.Chunk("tRNS", [0, 0, 0, 0, 0, 0]));
        Assert.Equal(file, Clean(file).Bytes);
    }

    [Fact]
    public void What_hangs_behind_a_picture_is_left_out()
    {
        var tail = "<script>alert(1)</script>PK"u8.ToArray();
        Assert.Equal(Pictures.Png(), Clean([.. Pictures.Png(), .. tail]).Bytes);
        Assert.Equal(Clean(Pictures.Jpeg).Bytes, Clean([.. Pictures.Jpeg, .. tail]).Bytes);
    }

    [Fact]
    public void Every_note_in_a_jpeg_is_left_out()
    {
        var file = Pictures.JpegWith(
            Pictures.Exif(1, isBig: true),
            Pictures.Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Sam</x:xmpmeta>"u8),
            Pictures.Segment(0xED, "Photoshop 3.0\0Sam"u8),
            Pictures.Segment(0xE0, "JFXX\0thumbnail of Sam"u8),
            Pictures.Segment(0xFE, "Sam was here"u8));
        var cleaned = Clean(file).Bytes;
        Assert.Equal(Clean(Pictures.Jpeg).Bytes, cleaned);
        var text = Encoding.Latin1.GetString(cleaned);
        foreach (var trace in new[] { "Sam", "GPS", "Exif", "adobe", "ICC", "G\0o\0o\0g\0l\0e" })
            Assert.DoesNotContain(trace, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_note_of_how_colours_are_coded_is_kept()
    {
        var adobe = Pictures.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]);
        Assert.True(Clean(Pictures.JpegWith(adobe)).Bytes.AsSpan().IndexOf(adobe) > 0);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(6, true)]
    [InlineData(6, false)]
    [InlineData(8, false)]
    public void A_jpeg_that_is_stored_turned_is_refused_with_what_to_do(int orientation, bool isBig)
    {
        var error = CleanImage.Read(Pictures.JpegWith(Pictures.Exif((ushort)orientation, isBig))).Error!;
        Assert.Equal("image-turned", error.Code);
        Assert.Contains("Turn it once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        foreach (var file in new[] { Pictures.Png(), Pictures.Png(40, 30), Pictures.Jpeg })
        {
            for (var length = 0; length < file.Length; length++)
                Assert.NotNull(CleanImage.Read(file.AsSpan(0, length)).Error);
        }
    }

    [Fact]
    public void A_png_with_an_octet_changed_is_refused()
    {
        var whole = Pictures.Png();
        for (var index = 0; index < whole.Length; index++)
        {
            var file = whole.ToArray();
            file[index] ^= 0x20;
            Assert.True(CleanImage.Read(file).Error is not null, $"octet {index}");
        }
    }

    [Theory]
    [InlineData(4_000, 1, null)]
    [InlineData(4_001, 1, "image-sides")]
    [InlineData(1, 4_001, "image-sides")]
    [InlineData(0, 1, "image-sides")]
    [InlineData(100_000, 100_000, "image-sides")]
    public void A_picture_has_at_most_so_many_pixels(int width, int height, string? code) =>
        Assert.Equal(code, CleanImage.Read(Pictures.PngOf(Pictures.Header(width, height, 8, 0, 0), code is null ? height * (1 + width) : 1)).Error?.Code);

    [Theory]
    [InlineData(8, 2, 19)]
    [InlineData(8, 2, 21)]
    [InlineData(8, 2, 5_000_000)]
    [InlineData(3, 2, 20)]
    [InlineData(8, 5, 20)]
    public void Data_that_are_not_the_pixels_are_refused(byte depth, byte colour, int length) =>
        Assert.Equal("image-damaged", CleanImage.Read(Pictures.PngOf(Pictures.Header(3, 2, depth, colour, 0), length)).Error?.Code);

    [Theory]
    [InlineData(7, 5, 8, 2, 11 * 1 + 35 * 3)]
    [InlineData(1, 1, 8, 0, 2)]
    [InlineData(8, 8, 1, 0, 15 * 2)]
    public void An_interlaced_png_is_seven_pictures(int width, int height, byte depth, byte colour, int length) =>
        Assert.Null(CleanImage.Read(Pictures.PngOf(Pictures.Header(width, height, depth, colour, 1), length)).Error);

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("RIFF    WEBPVP8 ")]
    [InlineData("BM")]
    [InlineData("")]
    public void What_is_neither_png_nor_jpeg_is_refused(string file) => Assert.Equal("image-type", CleanImage.Read(Encoding.ASCII.GetBytes(file)).Error?.Code);

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_read() =>
        Assert.Equal("image-too-large", CleanImage.Read(new byte[CleanImage.Largest + 1]).Error?.Code);

    [Fact]
    public void Random_octets_behind_a_signature_are_refused_and_never_more()
    {
        var random = new Random(6);
        for (var round = 0; round < 2_000; round++)
        {
            var tail = new byte[random.Next(200)];
            random.NextBytes(tail);
            Assert.NotNull(CleanImage.Read((byte[])[.. Pictures.Signature, .. tail]).Error);
            Assert.NotNull(CleanImage.Read((byte[])[0xFF, 0xD8, 0xFF, .. tail]).Error);
        }
    }

    private static CleanImage Clean(byte[] file)
    {
        var read = CleanImage.Read(file);
        Assert.Null(read.Error);
        return read.Value!;
    }
}
