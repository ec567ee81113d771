using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Serves the files of the file store. Anyone who knows a path may read the file: names of private files are long and random
/// (<see cref="IFileStore"/>).
/// </summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder app) =>
        new RouteTable(app, "Files").Get("/files/{**path}", GetFileAsync, RoutePermission.Anyone);

    private static async Task<IResult> GetFileAsync(string path, HttpContext http, IFileStore files, CancellationToken ct)
    {
        var file = await FindFileAsync(path, files, ct) ?? throw RejectedException.NotFound("file", "of that name");
        var headers = http.Response.Headers;
        // Images are shown on public pages. All other files, such as tickets, are private documents that no cache may keep.
        headers.CacheControl = file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? "private, max-age=60" : "no-store";
        headers["Referrer-Policy"] = "no-referrer";
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
            return null; // no file can have this name
        }
    }
}
