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
    public static IResult Started(Guid task) => Started($"/v1/tasks/{task}");

    /// <param name="taskUrl">The path of the task.</param>
    public static IResult Started(string taskUrl) => Results.Json(new { task_url = taskUrl });

    /// <summary>Clients ask again while the state is WAITING.</summary>
    private static async Task<IResult> GetTaskAsync(string task, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (expires, signature) = ReadLink(http);
        var status = await mediator.Send(new GetTask(Read(task), expires, signature), ct);
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
        var (expires, signature) = ReadLink(http);
        var result = await mediator.Send(new GetTaskResult(Read(task), expires, signature), ct);
        DownloadHeaders.Set(http.Response.Headers);
        return Results.Stream(result.File.Content, result.ContentType, result.FileName);
    }

    /// <summary>What makes a URL a signed link; nulls if it is none.</summary>
    private static (long? Expires, string? Signature) ReadLink(HttpContext http)
    {
        var query = http.Request.Query;
        var expires = long.TryParse(query["expires"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? at
            : (long?)null;
        var signature = query["signature"].ToString();
        return (expires, signature.Length == 0 ? null : signature);
    }

    private static Guid? Read(string task) => Guid.TryParseExact(task, "D", out var id) ? id : null;
}
