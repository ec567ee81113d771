using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Events outside JSON:API (docs/copy-an-event.md).</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this WebApplication app) =>
        new RouteTable(app, "Events").Post(
            "/v1/events/{key}/copy",
            CopyEventAsync,
            RoutePermission.EventTeam,
            new PreflightStep(CountEventCopyAsync)
        );

    private static Task CountEventCopyAsync(HttpContext http) =>
        http
            .RequestServices.GetRequiredService<IMediator>()
            .Send(new CountEventCopy(new ResourceKey((string)http.Request.RouteValues["key"]!)), http.RequestAborted);

    private static async Task<IResult> CopyEventAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        var body = await JsonBody.ReadOptionalAsync(http);
        var copy = await mediator.Send(new CopyEvent(new ResourceKey(key), body.Get("name"), body.Get("starts-at")), ct);
        return Results.Json(
            new
            {
                copy.Id,
                copy.Identifier,
                Copied = true,
            }
        );
    }
}
