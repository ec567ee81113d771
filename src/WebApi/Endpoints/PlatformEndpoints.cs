using MediatR;
using OpenEvent.Application.Platform;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The version of the server and numbers of the platform, outside JSON:API.</summary>
internal static class PlatformEndpoints
{
    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        new RouteTable(app, "Server").Get("/info", GetInfo, RoutePermission.AnyoneIgnoringToken);
        var routes = new RouteTable(app, "Platform");
        routes.Get("/v1/admin/statistics/event-topics", CountByTopicAsync, RoutePermission.Staff);
        routes.Get("/v1/admin/statistics/event-types", CountByTypeAsync, RoutePermission.Staff);
    }

    private static IResult GetInfo() => Results.Json(new { build = new { version = Telemetry.Version } });

    private static async Task<IResult> CountByTopicAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new GetEventCounts(EventCountKey.EventTopic), ct));

    private static async Task<IResult> CountByTypeAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new GetEventCounts(EventCountKey.EventType), ct));
}
