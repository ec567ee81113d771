using Microsoft.AspNetCore.Http.Features;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Reads the files of a multipart form: one as <c>file</c>, several as <c>files[]</c>.</summary>
internal static class MultipartFiles
{
    /// <returns>The files, empty if there are none, and whether the client has sent one as <c>file</c>.</returns>
    public static async Task<(IReadOnlyList<UploadFiles.UploadedFile> Files, bool IsSingle)> ReadAsync(
        HttpContext http,
        long maxBytes,
        int maxFiles,
        CancellationToken ct
    )
    {
        if (!http.Request.HasFormContentType)
        {
            NamedRouteBody.Reject(http, RejectedException.Malformed("The body must be a multipart form.", pointer: ""));
            return ([], true);
        }

        try
        {
            var options = new FormOptions
            {
                MultipartBodyLengthLimit = maxBytes,
                BufferBodyLengthLimit = maxBytes,
                ValueCountLimit = 100,
                KeyLengthLimit = 256,
                ValueLengthLimit = 64 * 1024,
            };
            var form = await new FormFeature(http.Request, options).ReadFormAsync(ct);
            var single = form.Files.GetFile("file");
            var sent = single is null ? [.. form.Files.GetFiles("files[]")] : new List<IFormFile> { single };
            var files = new List<UploadFiles.UploadedFile>();
            foreach (var file in sent.Take(maxFiles + 1))
                files.Add(new UploadFiles.UploadedFile(file.FileName, await ReadAsync(file, ct)));
            return (files, single is not null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            NamedRouteBody.Reject(http, RejectedException.Malformed("The body is not a valid multipart form.", pointer: ""));
            return ([], true);
        }
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        return content;
    }
}
