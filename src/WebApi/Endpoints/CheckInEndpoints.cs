using System.Globalization;
using System.Text;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The door outside JSON:API (<c>spec/openevent/non-jsonapi.md</c> §2, §3), and our own route for scanned codes.</summary>
internal static class CheckInEndpoints
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapCheckIn(this WebApplication app)
    {
        var routes = app.MapGroup("").WithTags("The door");
        routes
            .MapPost("/v1/stations/{key}/scans", ScanAsync)
            .Says(
                "Reports codes scanned at a station, now or while offline; sent again, it is answered the same and changes nothing",
                """{"scans": [{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "code": "1b4e28ba-2fa1-41d2-883f-0016d3cca427-0123456789abcdef", "scanned-at?": "2026-05-23T10:00:00Z", "session-id?": 7, "device-name?": "Phone 1"}]}""",
                """{"scans": [{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "success": true, "message": "Ticket register successful.", "repeated": false, "attendee-id": 31, "name": "Ann Lee", "ticket": "Adult"}]}"""
            );
        routes
            .MapGet("/v1/user-check-in/stats/event/{key}", StatisticsAsync)
            .Says(
                "Counts who has passed the event's stations today",
                answer: """{"total_attendee": 120, "total_registered": 80, "total_not_checked_in": 40, "session_stats": [], "track_stats": []}""",
                query: ["session_ids", "track_ids"]
            );
        routes
            .MapPost("/v1/export/user-check-in/csv", ExportAsync)
            .Says(
                "Gives check-ins as a table",
                """{"event_id?": 3, "session_id?": 7, "date?": "2026-05-23", "type?": "registration"}""",
                type: "text/csv"
            );
        routes
            .MapGet("/v1/states", StatesAsync)
            .Says(
                "Says whether an attendee is registered",
                answer: """{"is_registered": true, "register_times": "2026-05-23T10:00:00+00:00"}""",
                query: ["event_id", "attendee_id"]
            );
    }

    private static async Task<IResult> ScanAsync(string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
        Results.Json(
            new { scans = await mediator.Send(new RecordScans(new Key(key), ScanBody.Read(await DocumentReader.ReadAsync(http))), ct) },
            ScanBody.Dashed
        );

    private static async Task<IResult> StatisticsAsync(string key, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var counted = await mediator.Send(new CheckInStatistics(new Key(key), Ids(request, "session_ids"), Ids(request, "track_ids")), ct);
        return Results.Json(
            new
            {
                TotalAttendee = counted.Attendees,
                TotalRegistered = counted.Registered,
                TotalNotCheckedIn = counted.Attendees - counted.Registered,
                TotalTrackCheckedIn = counted.Tracks.Sum(t => t.CheckedIn),
                TotalTrackCheckedOut = counted.Tracks.Sum(t => t.CheckedOut),
                TotalSessionCheckedIn = counted.CheckedIn,
                TotalSessionCheckedOut = counted.CheckedOut,
                SessionStats = counted.Sessions.Select(s => new
                {
                    SessionId = Key.Of(s.Id).Text,
                    SessionName = s.Name,
                    TrackName = s.Track,
                    s.Speakers,
                    CheckIn = s.CheckedIn,
                    CheckOut = s.CheckedOut,
                    ManualCount = s.Manual,
                }),
                TrackStats = counted.Tracks.Select(t => new
                {
                    TrackId = Key.Of(t.Id).Text,
                    TrackName = t.Name,
                    CheckIn = t.CheckedIn,
                    CheckOut = t.CheckedOut,
                }),
            },
            Snake
        );
    }

    private static List<long> Ids(HttpRequest request, string name)
    {
        List<long> ids = [];
        foreach (
            var text in request
                .Query[name]
                .ToString()
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Take(Application.Resources.Query.Limits.Rows)
        )
            ids.Add(
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : throw Refused.Malformed("Must be ids, with commas.", name)
            );
        return ids;
    }

    private static async Task<IResult> ExportAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var root = await DocumentReader.ReadAsync(http);
        if (root.ValueKind != JsonValueKind.Object)
            throw Refused.Malformed("The body is not a JSON object.", pointer: "");
        var day = ScanBody.Text(root, "date") is { } date
            ? DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                ? parsed
                : throw Refused.Malformed("Not a date like 2026-05-23.", pointer: "/date")
            : (DateOnly?)null;
        var type = ScanBody.Text(root, "type");
        if (type is not (null or Station.Registration or Station.Daily or Station.CheckIn or Station.CheckOut))
            throw Refused.Malformed("Not a station's type.", pointer: "/type");
        var csv = await mediator.Send(
            new ExportCheckIns(ScanBody.Number(root, "event_id"), ScanBody.Number(root, "session_id"), day, type),
            ct
        );
        return Results.File(Encoding.UTF8.GetBytes("\uFEFF" + csv), "text/csv; charset=utf-8", "user-check-ins.csv");
    }

    private static async Task<IResult> StatesAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new RegistrationState(Id(request, "event_id"), Id(request, "attendee_id")), ct), Snake);

    private static long? Id(HttpRequest request, string name) =>
        long.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
