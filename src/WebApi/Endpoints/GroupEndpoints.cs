using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Groups outside JSON:API (docs/reference/legacy-routes.md#groups).</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this WebApplication app)
    {
        var routes = new RouteTable(app, "Groups");
        routes.Post("/v1/users-groups-roles/accept-invite", AcceptInviteAsync, RoutePermission.Invitee);
        routes.Post("/v1/group-role-invites/{id:long}/resend-invite", ResendInviteAsync, RoutePermission.GroupOwner);
        routes.Post("/v1/groups/{group}/events/{ev}/announce", AnnounceAsync, RoutePermission.GroupOwner);
        routes.Post("/v1/groups/{group}/contact-organizer", SendMessageAsync, RoutePermission.SignedIn);
    }

    private static async Task<IResult> AcceptInviteAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var result = await mediator.Send(new AcceptGroupInvite((await JsonBody.ReadDataAsync(http)).GetRowKey("token")), ct);
        return Results.Json(
            new
            {
                result.Email,
                result.Group,
                result.Name,
                result.Role,
            }
        );
    }

    private static async Task<IResult> ResendInviteAsync(long id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ResendGroupInvite(id), ct);
        return Results.Json(new { Success = true, Message = "Invite resent successfully" });
    }

    private static async Task<IResult> AnnounceAsync(string group, string ev, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new AnnounceGroupEvent(new ResourceKey(group), new ResourceKey(ev)), ct);
        return Results.Json(new { Success = true, Message = "The followers of the group will get an e-mail." });
    }

    private static async Task<IResult> SendMessageAsync(HttpContext http, string group, IMediator mediator, CancellationToken ct)
    {
        var message = (await JsonBody.ReadAsync(http)).GetText("email");
        await mediator.Send(new SendGroupMessage(new ResourceKey(group), message, ClientAddress.From(http)), ct);
        return Results.Json(new { Success = true });
    }
}
