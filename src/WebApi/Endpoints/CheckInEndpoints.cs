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
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapCheckIn(this WebApplication app)
    {
        var routes = app.MapGroup("").WithTags("The door");
        routes
            .MapPost("/v1/stations/{key}/scans", ScanAsync)
            .Describe(
                "Reports codes scanned at a station, now or while offline; sent again, it is answered the same and changes nothing",
                """{"scans": [{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "code": "1b4e28ba-2fa1-41d2-883f-0016d3cca427-0123456789abcdef", "scanned-at?": "2026-05-23T10:00:00Z", "session-id?": 7, "device-name?": "Phone 1"}]}""",
                """{"scans": [{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "success": true, "message": "Ticket register successful.", "repeated": false, "attendee-id": 31, "name": "Ann Lee", "ticket": "Adult"}]}"""
            );
        routes
            .MapGet("/v1/user-check-in/stats/event/{key}", StatisticsAsync)
            .Describe(
                "Counts who has passed the event's stations today",
                responseExample: """{"total_attendee": 120, "total_registered": 80, "total_not_checked_in": 40, "session_stats": [], "track_stats": []}""",
                queryParameters: ["session_ids", "track_ids"]
            );
        routes
            .MapPost("/v1/export/user-check-in/csv", ExportAsync)
            .Describe(
                "Gives check-ins as a table",
                """{"event_id?": 3, "session_id?": 7, "date?": "2026-05-23", "type?": "registration"}""",
                contentType: "text/csv"
            );
        routes
            .MapGet("/v1/states", RegistrationStateAsync)
            .Describe(
                "Says whether an attendee is registered",
                responseExample: """{"is_registered": true, "register_times": "2026-05-23T10:00:00+00:00"}""",
                queryParameters: ["event_id", "attendee_id"]
            );
    }

    private static async Task<IResult> ScanAsync(string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
        Results.Json(
            new
            {
                scans = await mediator.Send(new RecordScans(new ResourceKey(key), ScanBody.Read(await DocumentReader.ReadAsync(http))), ct),
            },
            ScanBody.KebabCase
        );

    private static async Task<IResult> StatisticsAsync(string key, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var counted = await mediator.Send(
            new GetCheckInStatistics(new ResourceKey(key), Ids(request, "session_ids"), Ids(request, "track_ids")),
            ct
        );
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

    private static List<long> Ids(HttpRequest request, string name)
    {
        List<long> ids = [];
        foreach (
            var text in request
                .Query[name]
                .ToString()
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Take(Application.Resources.Query.QueryLimits.Rows)
        )
            ids.Add(
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? id
                    : throw RejectedException.Malformed("Must be ids, with commas.", name)
            );
        return ids;
    }

    private static async Task<IResult> ExportAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var root = await DocumentReader.ReadAsync(http);
        if (root.ValueKind != JsonValueKind.Object)
            throw RejectedException.Malformed("The body is not a JSON object.", pointer: "");
        var day = ScanBody.ReadText(root, "date") is { } date
            ? DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                ? parsed
                : throw RejectedException.Malformed("Not a date like 2026-05-23.", pointer: "/date")
            : (DateOnly?)null;
        var type = ScanBody.ReadText(root, "type");
        if (type is not (null or Station.Registration or Station.Daily or Station.CheckIn or Station.CheckOut))
            throw RejectedException.Malformed("Not a station's type.", pointer: "/type");
        var csv = await mediator.Send(
            new ExportCheckIns(ScanBody.ReadNumber(root, "event_id"), ScanBody.ReadNumber(root, "session_id"), day, type),
            ct
        );
        return Results.File(Encoding.UTF8.GetBytes("\uFEFF" + csv), "text/csv; charset=utf-8", "user-check-ins.csv");
    }

    private static async Task<IResult> RegistrationStateAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new GetRegistrationState(Id(request, "event_id"), Id(request, "attendee_id")), ct), SnakeCase);

    private static long? Id(HttpRequest request, string name) =>
        long.TryParse(request.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
