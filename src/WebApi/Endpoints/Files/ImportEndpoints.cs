using MediatR;
using OpenEvent.Application.Platform;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Imports of events (docs/export-and-import.md).</summary>
internal static class ImportEndpoints
{
    private const int MaxBody = 64 * 1024 * 1024;

    public static void MapImports(this WebApplication app) =>
        new RouteTable(app, "Imports").Post("/v1/events/import/json", StartAsync, RoutePermission.VerifiedUser, new BodyLimit(MaxBody));

    private static async Task<IResult> StartAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        UploadEndpoints.RequireToken(http);
        var (files, _) = await MultipartFiles.ReadAsync(http, MaxBody, 1, ct);
        return TaskEndpoints.Started(await mediator.Send(new StartImport(files.Count > 0 ? files[0].Content : null), ct));
    }
}
