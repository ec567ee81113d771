using MediatR;
using OpenEvent.Application.Notifications;
using OpenEvent.Domain.Program;
using OpenEvent.WebApi.Description;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The programme outside JSON:API (<c>spec/openevent/non-jsonapi.md</c> §3).</summary>
internal static class ProgramEndpoints
{
    public static void MapProgram(this WebApplication app)
    {
        var routes = app.MapGroup("").WithTags("The programme");
        var states = new { organizer = ToJson(SessionTransitions.ForOrganizers), speaker = ToJson(SessionTransitions.ForSpeakers) };
        routes
            .MapGet("/v1/sessions/states", () => Results.Json(states))
            .Describe(
                "Says which state of a session may follow which, by the hand of organizers and by that of speakers",
                responseExample: """{"organizer": {"pending": {"accepted": true, "rejected": true}}, "speaker": {"pending": {"withdrawn": true}}}"""
            );
        routes
            .MapGet("/v1/sessions/mails", GetSessionEmailsAsync)
            .Describe(
                "Says what speakers are written about their session in each state; names in braces stand for what a letter has there",
                responseExample: """{"recipient": "Speaker", "accepted": {"subject": "…{session_name}…{event_name}…", "message": "…<br/>…"}}"""
            );
    }

    /// <summary>The web client makes a button of each name; the reference says <c>true</c> beside it.</summary>
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
