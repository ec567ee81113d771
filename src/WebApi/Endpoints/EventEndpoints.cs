using System.Globalization;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Events outside JSON:API (docs/copy-an-event.md).</summary>
internal static class EventEndpoints
{
    private const string SlotItem = "slot of an event copy";

    public static void MapEvents(this WebApplication app)
    {
        var routes = new RouteTable(app, "Events");
        routes.Post("/v1/events/{key}/copy", CopyEventAsync, RoutePermission.EventTeam, new PreflightStep(CountEventCopyAsync));
        routes.Get("/v1/search/events", SearchAsync, RoutePermission.Anyone);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, IMediator mediator, IPublicUrl publicUrl, CancellationToken ct)
    {
        var found = await mediator.Send(
            new SearchEvents(
                GetText("q"),
                GetText("name"),
                GetText("description"),
                GetText("location-name") ?? GetText("location_name"),
                GetText("owner-name") ?? GetText("owner_name"),
                GetText("owner-description") ?? GetText("owner_description"),
                GetNumber("page[size]", SearchEvents.DefaultPageSize),
                GetNumber("page[number]", 1)
            ),
            ct
        );
        return Results.Json(found.Select(Describe));

        string? GetText(string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

        int GetNumber(string name, int otherwise) =>
            GetText(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : 0;

        object Describe(Event e) =>
            new
            {
                type = "event-search-result",
                id = e.Id.ToString(CultureInfo.InvariantCulture),
                identifier = e.Identifier,
                name = e.Name,
                description = Shorten(PlainText.FromHtml(e.Description)),
                starts_at = e.StartsAt,
                ends_at = e.EndsAt,
                timezone = e.Timezone,
                location_name = e.LocationName,
                owner_name = e.OwnerName,
                thumbnail_image_url = e.ThumbnailImageUrl,
                url = publicUrl.ToAbsolute($"/v1/events/{e.Identifier}"),
            };
    }

    /// <summary>The beginning of a text, so that a page of results stays small.</summary>
    private static string? Shorten(string? text) => text is { Length: > 500 } ? TextLimit.Shorten(text, 500) + "…" : text;

    private static async Task CountEventCopyAsync(HttpContext http)
    {
        var slot = await http.RequestServices.GetRequiredService<IMediator>().Send(new CountEventCopy(), http.RequestAborted);
        http.Items[SlotItem] = slot;
        http.Response.RegisterForDispose(slot);
    }

    private static async Task<IResult> CopyEventAsync(HttpContext http, string key, IMediator mediator, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        var body = await JsonBody.ReadOptionalAsync(http);
        var copy = await mediator.Send(new CopyEvent(new ResourceKey(key), body.Get("name"), body.Get("starts-at")), ct);
        // Before the response is sent, because the client may send its next copy at once.
        (http.Items[SlotItem] as IDisposable)?.Dispose();
        return Results.Json(
            new
            {
                copy.Id,
                copy.Identifier,
                Copied = true,
            }
        );
    }
}
