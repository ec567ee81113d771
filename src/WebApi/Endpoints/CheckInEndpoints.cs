using System.Globalization;
using System.Text;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Check-in outside JSON:API (docs/reference/legacy-routes.md#check-in-routes), and the route for scans.</summary>
internal static class CheckInEndpoints
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapCheckIn(this WebApplication app)
    {
        var routes = new RouteTable(app, "Check-in");
        routes.Post("/v1/stations/{key}/scans", ScanAsync, RoutePermission.Registrar);
        routes.Get("/v1/user-check-in/stats/event/{key}", GetStatisticsAsync, RoutePermission.Registrar);
        routes.Post("/v1/export/user-check-in/csv", ExportAsync, RoutePermission.Registrar);
        routes.Get("/v1/states", GetRegistrationStateAsync, RoutePermission.Registrar);
    }

    private static async Task<IResult> ScanAsync(string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
        Results.Json(
            new { scans = await mediator.Send(new RecordScans(new ResourceKey(key), await ScanBody.ReadAsync(http)), ct) },
            ScanBody.KebabCase
        );

    private static async Task<IResult> GetStatisticsAsync(string key, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var counted = await mediator.Send(
            new GetCheckInStatistics(new ResourceKey(key), ReadIds(http, "session_ids"), ReadIds(http, "track_ids")),
            ct
        );
        return Results.Json(
            new
            {
                TotalAttendee = counted.Attendees,
                TotalRegistered = counted.Registered,
                TotalNotCheckedIn = counted.Attendees - counted.Registered,
                TotalWithoutTicket = counted.WithoutTicket,
                TotalTrackCheckedIn = counted.Tracks.Sum(t => t.CheckedIn),
                TotalTrackCheckedOut = counted.Tracks.Sum(t => t.CheckedOut),
                TotalSessionCheckedIn = counted.CheckedIn,
                TotalSessionCheckedOut = counted.CheckedOut,
                SessionStats = counted.Sessions.Select(s => new
                {
                    SessionId = ResourceKey.FromId(s.Id).Text,
                    SessionName = s.Name,
                    TrackName = s.Track,
                    s.Speakers,
                    CheckIn = s.CheckedIn,
                    CheckOut = s.CheckedOut,
                    ManualCount = s.Manual,
                }),
                TrackStats = counted.Tracks.Select(t => new
                {
                    TrackId = ResourceKey.FromId(t.Id).Text,
                    TrackName = t.Name,
                    CheckIn = t.CheckedIn,
                    CheckOut = t.CheckedOut,
                }),
            },
            SnakeCase
        );
    }

    private static List<long> ReadIds(HttpContext http, string name)
    {
        List<long> ids = [];
        foreach (
            var text in http
                .Request.Query[name]
                .ToString()
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Take(Application.Resources.Query.QueryLimits.Rows)
        )
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                ids.Add(id);
            else
                NamedRouteBody.Reject(http, RejectedException.Malformed("Must be a comma-separated list of ids.", name));
        return ids;
    }

    private static async Task<IResult> ExportAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var root = await NamedRouteBody.ReadObjectAsync(http);
        var csv = await mediator.Send(
            new ExportCheckIns(
                ScanBody.ReadNumber(root, "event_id"),
                ScanBody.ReadNumber(root, "session_id"),
                ReadDay(http, root),
                ScanBody.ReadText(root, "type")
            ),
            ct
        );
        return Results.File(Encoding.UTF8.GetBytes("\uFEFF" + csv), "text/csv; charset=utf-8", "user-check-ins.csv");
    }

    private static DateOnly? ReadDay(HttpContext http, JsonElement root)
    {
        if (ScanBody.ReadText(root, "date") is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        NamedRouteBody.Reject(http, RejectedException.Malformed("Must be a date such as 2026-05-23.", pointer: "/date"));
        return null;
    }

    private static async Task<IResult> GetRegistrationStateAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new GetRegistrationState(Id(request, "event_id"), Id(request, "attendee_id")), ct), SnakeCase);

    private static long? Id(HttpRequest request, string name) =>
        long.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
