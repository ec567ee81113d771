using MediatR;
using Microsoft.AspNetCore.Mvc;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Lab;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Runs of scripts: start, stop, inputs, stream and export (docs/reference/lab-http.md#scripts-and-runs).</summary>
internal static class RunEndpoints
{
    public static void MapLabRuns(this IEndpointRouteBuilder app)
    {
        var routes = new RouteTable(app, "Lab");
        routes.Post(
            "/v1/lab/scripts/{key:long}/runs",
            StartAsync,
            RoutePermission.SignedIn,
            new ExternalSideEffect(ExternalEffectKind.Lab)
        );
        routes.Post("/v1/lab/runs/{key:long}/stop", StopAsync, RoutePermission.RunOwner);
        routes.Post("/v1/lab/runs/{key:long}/inputs", SendInputAsync, RoutePermission.RunOwnerOnly);
        routes.Get("/v1/lab/runs/{key:long}/stream", RunStreamEndpoint.StreamAsync, RoutePermission.RunReader);
        routes.Get("/v1/lab/runs/{key:long}/export", ExportAsync, RoutePermission.RunReader);
    }

    private static async Task StartAsync(HttpContext http, [FromRoute(Name = "key")] long id, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadOptionalAsync(http);
        var run = await mediator.Send(new StartRun(id, body.GetText("device"), body.GetText("circuit")), ct);
        await ScriptEndpoints.SendDocumentAsync<LabRun>(http, StatusCodes.Status201Created, run.Request.Id);
    }

    private static async Task<IResult> StopAsync([FromRoute(Name = "key")] long id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new StopRun(id), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> SendInputAsync(
        HttpContext http,
        [FromRoute(Name = "key")] long id,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var body = await JsonBody.ReadAsync(http);
        await mediator.Send(new SendRunInput(id, body.GetRequiredText("id"), body.Get("value")), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http,
        [FromRoute(Name = "key")] long id,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var format = http.Request.Query["format"].ToString();
        var export = await mediator.Send(new ExportRun(id, format.Length == 0 ? "json" : format), ct);
        DownloadHeaders.Set(http.Response.Headers);
        return Results.File(export.Content, export.ContentType, export.FileName);
    }
}
