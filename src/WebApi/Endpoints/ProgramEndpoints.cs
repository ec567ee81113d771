using MediatR;
using OpenEvent.Application.Notifications;
using OpenEvent.Domain.Program;

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
    }

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
}
