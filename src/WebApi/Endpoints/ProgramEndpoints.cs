using MediatR;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Program;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The program outside JSON:API (docs/reference/legacy-routes.md#sessions).</summary>
internal static class ProgramEndpoints
{
    private static readonly object SessionStates = new
    {
        organizer = ToJson(SessionTransitions.ForOrganizers),
        speaker = ToJson(SessionTransitions.ForSpeakers),
    };

    public static void MapProgram(this WebApplication app)
    {
        var routes = new RouteTable(app, "Program");
        routes.Get("/v1/sessions/states", GetSessionStates, RoutePermission.Anyone);
        routes.Get("/v1/sessions/mails", GetSessionEmailsAsync, RoutePermission.Anyone);
        routes.Post("/v1/speaker-invites/{id:long}/accept-invite", AcceptInviteAsync, RoutePermission.SpeakerInvitee);
        routes.Post("/v1/speaker-invites/{id:long}/reject-invite", RejectInviteAsync, RoutePermission.SpeakerInvitee);
        routes.Post("/v1/events/{key}/reorder-speakers", ReorderSpeakersAsync, RoutePermission.EventTeam);
        routes.Post("/v1/events/{key}/reorder-exhibitors", ReorderExhibitorsAsync, RoutePermission.EventTeam);
        routes.Post("/v1/sessions/{id:long}/notify", NotifySessionAsync, RoutePermission.SessionAuthor);
        routes.Get("/v1/events/{key}/sessions/dates", GetSessionDatesAsync, RoutePermission.Anyone);
        routes.Get("/v1/events/{key}/sessions/languages", GetSessionLanguagesAsync, RoutePermission.Anyone);
    }

    private static async Task<IResult> NotifySessionAsync(HttpContext http, long id, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadOptionalAsync(http);
        var message = new SessionMessage(body.GetText("subject"), body.GetText("message"));
        await mediator.Send(new NotifySession(id, message, body.GetTexts("bcc"), ClientAddress.From(http)), ct);
        return Results.Json(new { Success = true });
    }

    private static async Task<IResult> GetSessionDatesAsync(string key, IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new GetSessionDates(new ResourceKey(key)), ct));

    private static async Task<IResult> GetSessionLanguagesAsync(string key, IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new GetSessionLanguages(new ResourceKey(key)), ct));

    private static IResult GetSessionStates() => Results.Json(SessionStates);

    /// <summary>The web frontend shows a button for each name. The value is always <c>true</c>, as in the reference server.</summary>
    private static Dictionary<string, Dictionary<string, bool>> ToJson(
        IReadOnlyDictionary<SessionState, IReadOnlyList<SessionState>> transitions
    ) =>
        transitions.ToDictionary(
            from => SessionTransitions.ToWireName(from.Key),
            from => from.Value.ToDictionary(SessionTransitions.ToWireName, _ => true)
        );

    private static async Task<IResult> GetSessionEmailsAsync(IMediator mediator, CancellationToken ct)
    {
        var answer = new Dictionary<string, object> { ["recipient"] = "Speaker" };
        foreach (var (state, template) in await mediator.Send(new GetSessionEmailTemplates(), ct))
            answer[SessionTransitions.ToWireName(state)] = new { subject = template.Subject, message = template.Message };
        return Results.Json(answer);
    }

    private static async Task<IResult> AcceptInviteAsync(long id, IMediator mediator, CancellationToken ct)
    {
        var result = await mediator.Send(new AnswerSpeakerInvite(id, Accepts: true), ct);
        return Results.Json(
            new
            {
                email = result.Email,
                @event = result.Event,
                event_identifier = result.EventIdentifier,
                session = result.Session,
                speaker = result.Speaker,
                name = result.Name,
            }
        );
    }

    private static async Task<IResult> RejectInviteAsync(long id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new AnswerSpeakerInvite(id, Accepts: false), ct);
        return Results.Json(new { Success = true, Message = "Rejected invite successfully" });
    }

    private static async Task<IResult> ReorderSpeakersAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        var places = await ReorderBody.ReadAsync(http, "speaker", "order");
        return Results.Json(new { Success = true, Updates = await mediator.Send(new ReorderSpeakers(new ResourceKey(key), places), ct) });
    }

    private static async Task<IResult> ReorderExhibitorsAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        var places = await ReorderBody.ReadAsync(http, "exhibitor", "position");
        return Results.Json(new { Success = true, Updates = await mediator.Send(new ReorderExhibitors(new ResourceKey(key), places), ct) });
    }
}
