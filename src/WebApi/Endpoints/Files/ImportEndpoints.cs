using MediatR;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources.Handlers;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Imports of events (docs/export-and-import.md).</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this WebApplication app)
    {
        var routes = new RouteTable(app, "Imports");
        var import = new UploadLimit(UploadKind.Import);
        var archive = new BodyLimit(UploadEndpoints.MaxFilesBody);
        var schedule = new BodyLimit(ImportedSchedule.MaxBytes + 1024);
        routes.Post("/v1/events/import/json", StartAsync, RoutePermission.VerifiedUser, archive, import);
        routes.Post("/v1/events/import/ical", StartOf(ScheduleImportTaskHandler.Ical), RoutePermission.VerifiedUser, schedule, import);
        routes.Post(
            "/v1/events/import/pentabarf",
            StartOf(ScheduleImportTaskHandler.Pentabarf),
            RoutePermission.VerifiedUser,
            schedule,
            import
        );
    }

    private static async Task<IResult> StartAsync(HttpContext http, IMediator mediator, CancellationToken ct) =>
        TaskEndpoints.Started(await mediator.Send(new StartImport(await ReadFileAsync(http, UploadEndpoints.MaxFilesBody, ct)), ct));

    private static Delegate StartOf(string kind) =>
        async (HttpContext http, IMediator mediator, CancellationToken ct) =>
        {
            var content = await ReadFileAsync(http, ImportedSchedule.MaxBytes, ct);
            var key = http.Request.Query["event"].ToString() is { Length: > 0 } text ? new ResourceKey(text) : (ResourceKey?)null;
            return TaskEndpoints.Started(await mediator.Send(new StartScheduleImport(kind, content, key), ct));
        };

    private static async Task<byte[]?> ReadFileAsync(HttpContext http, int maxBytes, CancellationToken ct)
    {
        var (files, _) = await MultipartFiles.ReadAsync(http, maxBytes, 1, ct);
        return files.Count > 0 ? files[0].Content : null;
    }
}
