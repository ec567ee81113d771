using MediatR;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Program;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

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
        routes.Patch("/v1/video-stream-moderators/{key:long}/relationships/user", SetModeratorAsync, RoutePermission.EventTeam);
    }

    private static async Task SetModeratorAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        var row = await mediator.Send(new SetModeratorUser(new ResourceKey(key), body.GetInteger("id")), ct);
        var page = await mediator.Send(new ReadBackQuery<VideoStreamModerator>(row.Id, ResourceQuery.Default), ct);
        var resource = http.RequestServices.GetRequiredService<ResourceCatalog>().Of<VideoStreamModerator>();
        await http
            .RequestServices.GetRequiredService<DocumentSender>()
            .SendOneAsync(http, StatusCodes.Status200OK, resource, page, ResourceQuery.Default);
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
        var body = await JsonBody.ReadAsync(http);
        var isCheckIn = body.GetBoolean("is_check_in");
        await mediator.Send(
            new RecordVirtualCheckIn(new ResourceKey(key), isCheckIn, body.GetText("check_in_type"), body.GetInteger("microlocation_id")),
            ct
        );
        return Results.Json(new { message = $"Attendee check {(isCheckIn == true ? "in" : "out")} successful" });
    }
}
