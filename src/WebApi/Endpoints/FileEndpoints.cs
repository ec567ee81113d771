using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Description;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Serves what is in the file store. Who knows a file's path may read it: names that nobody may guess are made so (<see cref="IFileStore"/>).</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/files/{**path}", GetFileAsync)
            .WithTags("Files")
            .Describe("Gives a stored file: a ticket's PDF, a picture", contentType: "application/octet-stream");

    private static async Task<IResult> GetFileAsync(string path, HttpContext http, IFileStore files, CancellationToken ct)
    {
        var file = await FindFileAsync(path, files, ct) ?? throw RejectedException.NotFound("file", "of that name");
        var headers = http.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers["Referrer-Policy"]) = ("private, max-age=60", "nosniff", "no-referrer");
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Stream(file.Content, file.ContentType);
    }

    private static async Task<StoredFile?> FindFileAsync(string path, IFileStore files, CancellationToken ct)
    {
        try
        {
            return await files.OpenAsync(path, ct);
        }
        catch (ArgumentException)
        {
            return null; // no file can be called that
        }
    }
}
