using System.Buffers.Binary;
using System.IO.Hashing;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OpenEvent.WebApi.Tests.Harness;
using SkiaSharp;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Pictures and files that tests upload.</summary>
internal static class SamplePictures
{
    /// <summary>A picture whose left half is red and whose right half is blue.</summary>
    public static byte[] Draw(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }

        using var file = bitmap.Encode(format, 90);
        return file.ToArray();
    }

    /// <summary>A JPEG file with an EXIF block: the orientation, and a text that must not be published.</summary>
    public static byte[] WithExif(byte[] jpeg, byte orientation, string secret)
    {
        var text = Encoding.ASCII.GetBytes(secret + "\0");
        byte[] tiff =
        [
            .. "Exif\0\0MM\0*\0\0\0\b\0\u0002"u8,
            .. (ReadOnlySpan<byte>)[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
            .. (ReadOnlySpan<byte>)[0x01, 0x0E, 0, 2, 0, 0, 0, (byte)text.Length, 0, 0, 0, 38],
            .. (ReadOnlySpan<byte>)[0, 0, 0, 0],
            .. text,
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(tiff.Length + 2));
        return [jpeg[0], jpeg[1], 0xFF, 0xE1, .. length, .. tiff, .. jpeg[2..]];
    }

    /// <summary>A PNG file of a few bytes whose header declares this size.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        (header[12], header[13]) = (8, 6);
        var crc = Crc32.Hash(header);
        Array.Reverse(crc);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. header, .. crc, .. Draw(1, 1)[33..]];
    }

    public static string ToDataUrl(byte[] content, string type = "image/png") => $"data:{type};base64,{Convert.ToBase64String(content)}";

    /// <returns>The URL of the stored picture.</returns>
    public static async Task<string> UploadAsync(ApiClient client, byte[] picture) =>
        (await client.PostAsync("/v1/upload/image", new { data = ToDataUrl(picture) }))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("url")
            .GetString()!;

    public static async Task<ApiResponse> PostFilesAsync(
        ApiClient client,
        string url,
        params (string Field, string Name, byte[] Content)[] files
    )
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/html"); // the server does not believe it
            form.Add(part, field, name);
        }

        var body = await form.ReadAsByteArrayAsync();
        return await client.PostAsync(url, body, ("Content-Type", form.Headers.ContentType!.ToString()));
    }

    public static SKBitmap Decode(byte[] content) => SKBitmap.Decode(content);
}
