using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Events outside JSON:API (docs/copy-an-event.md).</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this WebApplication app) =>
        new RouteTable(app, "Events").Post("/v1/events/{key}/copy", CopyEventAsync, RoutePermission.EventTeam);

    private static async Task<IResult> CopyEventAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
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
