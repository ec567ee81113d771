using System.Globalization;
using MediatR;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Platform;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Tasks: exports and imports that a user started (docs/export-and-import.md).</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this WebApplication app)
    {
        var routes = new RouteTable(app, "Tasks");
        routes.Get("/v1/tasks/{task}", GetTaskAsync, RoutePermission.TaskOwner);
        routes.Get("/v1/tasks/{task}/result", DownloadAsync, RoutePermission.TaskOwner);
    }

    /// <summary>The answer of all routes that start a task.</summary>
    public static IResult Started(Guid task) => Results.Json(new { task_url = $"/v1/tasks/{task}" });

    /// <summary>Clients ask again while the state is WAITING.</summary>
    private static async Task<IResult> GetTaskAsync(string task, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var status = await mediator.Send(new GetTask(Read(task)), ct);
        return status switch
        {
            { State: QueuedTaskState.Failed } => Results.Json(new { state = "FAILURE", result = new { message = status.Failure } }),
            { State: not QueuedTaskState.Succeeded } => Results.Json(new { state = "WAITING", rows = status.Rows }),
            { DownloadUrl: { } url } => Results.Json(new { state = "SUCCESS", result = new { download_url = url } }),
            _ => Results.Json(new { state = "SUCCESS", result = new { id = status.Event } }),
        };
    }

    private static async Task<IResult> DownloadAsync(string task, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var query = http.Request.Query;
        var expires = long.TryParse(query["expires"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? at
            : (long?)null;
        var signature = query["signature"].ToString();
        var result = await mediator.Send(new GetTaskResult(Read(task), expires, signature.Length == 0 ? null : signature), ct);
        DownloadHeaders.Set(http.Response.Headers);
        return Results.Stream(result.File.Content, result.ContentType, result.FileName);
    }

    private static Guid? Read(string task) => Guid.TryParseExact(task, "D", out var id) ? id : null;
}
