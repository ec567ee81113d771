using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Mails outside JSON:API (<c>spec/openevent/non-jsonapi.md</c> §3 and §6).</summary>
internal static class NotificationEndpoints
{
    public static void MapNotifications(this WebApplication app)
    {
        var routes = app.MapGroup("").WithTags("Mails");
        routes
            .MapPost("/v1/test-mail", SendTestEmailAsync)
            .Describe("Mails a test letter, for staff", """{"recipient": "ann@example.org"}""", """{"message": "…"}""");
        routes
            .MapPost("/v1/events/{key}/contact-organizer", SendOrganizerMessageAsync)
            .Describe(
                "Mails a question to an event's organizers, and a copy to who asks",
                """{"email": "Is there parking?"}""",
                """{"success": true}"""
            );
    }

    private static async Task<IResult> SendOrganizerMessageAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        var message = (await JsonBody.ReadAsync(http)).GetText("email");
        await mediator.Send(new SendOrganizerMessage(new ResourceKey(key), message, ClientAddress.From(http)), ct);
        return Results.Json(new { Success = true });
    }

    private static async Task<IResult> SendTestEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var recipient = (await JsonBody.ReadAsync(http)).GetText("recipient");
        await mediator.Send(new SendTestEmail(recipient), ct);
        return Results.Json(new { Message = "The test mail is on its way" });
    }
}
