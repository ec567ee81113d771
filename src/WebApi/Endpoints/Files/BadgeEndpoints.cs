using System.Globalization;
using MediatR;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Badges as PDF (docs/print-badges.md).</summary>
internal static class BadgeEndpoints
{
    public static void MapBadges(this WebApplication app)
    {
        var routes = new RouteTable(app, "Badges");
        routes.Get("/v1/badge-forms/print-badge-pdf", PrintAsync, RoutePermission.EventTeam, new HeaderTokenOnly());
        routes.Post("/v1/badge-forms/preview-badge-pdf", PreviewAsync, RoutePermission.SignedIn);
    }

    private static RejectedException NoAttendee =>
        new(RejectionKind.Invalid, [new Problem("Must be the id of an attendee.", Parameter: "attendee_id")]);

    /// <summary>
    /// GET as in the reference server; it starts a task of the caller, which marks the badge as printed. So it ignores the session cookie.
    /// </summary>
    private static async Task<IResult> PrintAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var query = http.Request.Query;
        var isId = long.TryParse(query["attendee_id"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        if (!isId)
            NamedRouteBody.Reject(http, NoAttendee, isRowKey: true);
        var fields = query["list_field_show"].ToString();
        var task = await mediator.Send(new StartBadgePrint(isId ? id : null, fields.Length == 0 ? null : fields), ct);
        return TaskEndpoints.Started(task);
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var forms = (await JsonBody.ReadAsync(http)).Get("badgeForms");
        return Results.File(await mediator.Send(new PreviewBadge(forms), ct), "application/pdf", "badge.pdf");
    }
}
