using MediatR;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Program;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Video streams outside JSON:API (docs/reference/video.md).</summary>
internal static class VideoEndpoints
{
    public static void MapVideo(this WebApplication app)
    {
        var routes = new RouteTable(app, "Video");
        routes.Get("/v1/events/{key}/has-streams", GetAvailabilityAsync, RoutePermission.Anyone);
        routes.Get("/v1/events/{key}/chat-token", GetEventChatAsync, RoutePermission.StreamViewer);
        routes.Get("/v1/events/{key}/room/{room:long}/chat-token", GetRoomChatAsync, RoutePermission.StreamViewer);
        routes.Get("/v1/events/{key}/virtual-room/{room:long}/chat-token", GetRoomChatAsync, RoutePermission.StreamViewer);
        routes.Get("/v1/video-streams/{stream:long}/chat-token", GetStreamChatAsync, RoutePermission.StreamViewer);
        routes.Get("/v1/video-streams/{stream:long}/join", GetJoinLinkAsync, RoutePermission.StreamViewer);
        routes.Post("/v1/events/{key}/virtual/check-in", CheckInAsync, RoutePermission.TicketHolder);
        routes.Get(
            "/v1/video-streams/{key}/relationships/video-stream-moderators",
            LinkageRoute.Of<VideoStream, VideoStreamModerator>(app.Services.GetRequiredService<ResourceCatalog>(), "moderators"),
            RoutePermission.RowReader
        );
    }

    private static async Task<IResult> GetAvailabilityAsync(string key, IMediator mediator, CancellationToken ct)
    {
        var streams = await mediator.Send(new GetStreamAvailability(new ResourceKey(key)), ct);
        return Results.Json(new { exists = streams.Exists, can_access = streams.CanAccess });
    }

    private static Task<IResult> GetEventChatAsync(string key, IMediator mediator, CancellationToken ct) =>
        GetChatAsync(new GetChatToken(new ResourceKey(key), null, null), mediator, ct);

    private static Task<IResult> GetRoomChatAsync(string key, long room, IMediator mediator, CancellationToken ct) =>
        GetChatAsync(new GetChatToken(new ResourceKey(key), room, null), mediator, ct);

    private static Task<IResult> GetStreamChatAsync(long stream, IMediator mediator, CancellationToken ct) =>
        GetChatAsync(new GetChatToken(null, null, stream), mediator, ct);

    private static async Task<IResult> GetChatAsync(GetChatToken query, IMediator mediator, CancellationToken ct)
    {
        var chat = await mediator.Send(query, ct);
        return chat.Token is { } token
            ? Results.Json(new { success = true, token })
            : Results.Json(new { success = false, code = chat.Code });
    }

    private static async Task<IResult> GetJoinLinkAsync(long stream, IMediator mediator, CancellationToken ct) =>
        Results.Json(new { url = await mediator.Send(new GetJoinLink(stream), ct) });

    private static async Task<IResult> CheckInAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        var body = await NamedRouteBody.ReadObjectAsync(http);
        var isCheckIn = body.TryGetProperty("is_check_in", out var flag) ? ReadFlag(flag) : null;
        await mediator.Send(
            new RecordVirtualCheckIn(
                new ResourceKey(key),
                isCheckIn,
                ScanBody.ReadText(body, "check_in_type"),
                ScanBody.ReadNumber(body, "microlocation_id")
            ),
            ct
        );
        return Results.Json(new { message = $"Attendee check {(isCheckIn == true ? "in" : "out")} successful" });
    }

    private static bool? ReadFlag(System.Text.Json.JsonElement value) =>
        value.ValueKind switch
        {
            System.Text.Json.JsonValueKind.True => true,
            System.Text.Json.JsonValueKind.False => false,
            _ => null,
        };
}
