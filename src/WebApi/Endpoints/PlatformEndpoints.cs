using MediatR;
using OpenEvent.Application.Platform;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Numbers of the platform outside JSON:API.</summary>
internal static class PlatformEndpoints
{
    public static void MapPlatform(this WebApplication app)
    {
        var routes = new RouteTable(app, "Platform");
        routes.Get("/v1/admin/statistics/event-topics", CountByTopicAsync, RoutePermission.Staff);
        routes.Get("/v1/admin/statistics/event-types", CountByTypeAsync, RoutePermission.Staff);
    }

    private static async Task<IResult> CountByTopicAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new CountEventsByVocabulary(ByTopic: true), ct));

    private static async Task<IResult> CountByTypeAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new CountEventsByVocabulary(ByTopic: false), ct));
}
