using System.IO.Compression;
using System.Text;
using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>E-mails outside JSON:API (docs/reference/legacy-routes.md#e-mails).</summary>
internal static class NotificationEndpoints
{
    public static void MapNotifications(this WebApplication app)
    {
        var routes = new RouteTable(app, "E-mails");
        routes.Post("/v1/test-mail", SendTestEmailAsync, RoutePermission.Staff);
        routes.Get("/v1/admin/content/translations/all", GetTranslationsAsync, RoutePermission.Staff);
        routes.Post("/v1/events/{key}/contact-organizer", SendOrganizerMessageAsync, RoutePermission.SignedIn);
    }

    private static async Task<IResult> SendOrganizerMessageAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        var message = (await JsonBody.ReadAsync(http)).GetText("email");
        await mediator.Send(new SendOrganizerMessage(new ResourceKey(key), message, ClientAddress.From(http)), ct);
        return Results.Json(new { Success = true });
    }

    private static async Task<IResult> GetTranslationsAsync(IMediator mediator, CancellationToken ct)
    {
        var catalogues = await mediator.Send(new GetTranslations(), ct);
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in catalogues)
            {
                await using var file = await archive.CreateEntry(path).OpenAsync(ct);
                await file.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
            }

        zip.Position = 0;
        return Results.File(zip, "application/zip", "translations.zip");
    }

    private static async Task<IResult> SendTestEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var recipient = (await JsonBody.ReadAsync(http)).GetText("recipient");
        await mediator.Send(new SendTestEmail(recipient), ct);
        return Results.Json(new { Message = "The test e-mail will be sent." });
    }
}
