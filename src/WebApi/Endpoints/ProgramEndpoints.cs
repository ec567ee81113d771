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
        var states = new { organizer = TableOf(SessionTransitions.Organizer), speaker = TableOf(SessionTransitions.Speaker) };
        routes
            .MapGet("/v1/sessions/states", () => Results.Json(states))
            .Says(
                "Says which state of a session may follow which, by the hand of organizers and by that of speakers",
                answer: """{"organizer": {"pending": {"accepted": true, "rejected": true}}, "speaker": {"pending": {"withdrawn": true}}}"""
            );
        routes
            .MapGet("/v1/sessions/mails", MailsAsync)
            .Says(
                "Says what speakers are written about their session in each state; names in braces stand for what a letter has there",
                answer: """{"recipient": "Speaker", "accepted": {"subject": "…{session_name}…{event_name}…", "message": "…<br/>…"}}"""
            );
    }

    /// <summary>The web client makes a button of each name; the reference says <c>true</c> beside it.</summary>
    private static Dictionary<string, Dictionary<string, bool>> TableOf(
        IReadOnlyDictionary<SessionState, IReadOnlyList<SessionState>> transitions
    ) =>
        transitions.ToDictionary(
            from => SessionTransitions.Word(from.Key),
            from => from.Value.ToDictionary(SessionTransitions.Word, _ => true)
        );

    private static async Task<IResult> MailsAsync(IMediator mediator, CancellationToken ct)
    {
        var answer = new Dictionary<string, object> { ["recipient"] = "Speaker" };
        foreach (var (state, words) in await mediator.Send(new DescribeSessionMails(), ct))
            answer[SessionTransitions.Word(state)] = new { subject = words.Subject, message = words.Message };
        return Results.Json(answer);
    }
}
