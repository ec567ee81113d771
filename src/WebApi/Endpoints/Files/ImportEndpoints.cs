using MediatR;
using OpenEvent.Application.Platform;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Imports of events (docs/export-and-import.md).</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this WebApplication app) =>
        new RouteTable(app, "Imports").Post(
            "/v1/events/import/json",
            StartAsync,
            RoutePermission.VerifiedUser,
            new BodyLimit(UploadEndpoints.MaxFilesBody)
        );

    private static async Task<IResult> StartAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        AuthenticatedToken.Require(http);
        var (files, _) = await MultipartFiles.ReadAsync(http, UploadEndpoints.MaxFilesBody, 1, ct);
        return TaskEndpoints.Started(await mediator.Send(new StartImport(files.Count > 0 ? files[0].Content : null), ct));
    }
}
