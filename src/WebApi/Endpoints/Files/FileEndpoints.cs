using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
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

    private static async Task<IResult> GetFileAsync(
        string path,
        HttpContext http,
        IFileStore files,
        IMediator mediator,
        CancellationToken ct
    )
    {
        // Results of tasks are for their owners: TaskEndpoints.
        var file = StoredFiles.IsPrivate(path) ? null : await FindFileAsync(path, files, ct);
        if (file is null)
            throw RejectedException.NotFound("file", "of that name");
        if (path.StartsWith(GetStoredTicketPdf.Folder, StringComparison.Ordinal))
            file = await GetPresentDocumentAsync(path, file, mediator, ct);
        // Images are shown on public pages. All other files, such as tickets, are private documents that no cache may keep.
        var isImage = file.ContentType.StartsWith("image/", StringComparison.Ordinal);
        DownloadHeaders.Set(http.Response.Headers, isImage ? "private, max-age=60" : "no-store");
        return path.StartsWith(StoredFiles.Uploads, StringComparison.Ordinal)
            ? Results.Stream(file.Content, file.ContentType, path[(path.LastIndexOf('/') + 1)..])
            : Results.Stream(file.Content, file.ContentType);
    }

    /// <summary>
    /// A stored ticket may be void, or show what has changed since. It is answered with 410, or rendered from the present data.
    /// </summary>
    private static async Task<StoredFile> GetPresentDocumentAsync(string path, StoredFile stored, IMediator mediator, CancellationToken ct)
    {
        try
        {
            if (stored.Length == 0)
                throw RejectedException.Gone("The ticket is no longer valid.");
            if (await mediator.Send(new GetStoredTicketPdf(path), ct) is not { } pdf)
                return stored;
            await stored.DisposeAsync();
            return new StoredFile(new MemoryStream(pdf, writable: false), stored.ContentType, pdf.Length);
        }
        catch
        {
            await stored.DisposeAsync();
            throw;
        }
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
