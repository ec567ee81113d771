using System.Globalization;
using System.Text;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The door outside JSON:API (<c>spec/openevent/non-jsonapi.md</c> §2, §3), and our own route for scanned codes.</summary>
internal static class CheckInEndpoints
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void MapCheckIn(this WebApplication app)
    {
        app.MapPost("/v1/stations/{key}/scans", ScanAsync);
        app.MapGet("/v1/user-check-in/stats/event/{key}", StatisticsAsync);
        app.MapPost("/v1/export/user-check-in/csv", ExportAsync);
        app.MapGet("/v1/states", StatesAsync);
    }

    private static async Task<IResult> ScanAsync(string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
        Results.Json(new { scans = await mediator.Send(new RecordScans(new Key(key), ScanBody.Read(await DocumentReader.ReadAsync(http))), ct) }, ScanBody.Dashed);

    private static async Task<IResult> StatisticsAsync(string key, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var counted = await mediator.Send(new CheckInStatistics(new Key(key), Ids(request, "session_ids"), Ids(request, "track_ids")), ct);
        return Results.Json(new
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
                SessionId = Key.Of(s.Id).Text, SessionName = s.Name, TrackName = s.Track, s.Speakers, CheckIn = s.CheckedIn, CheckOut = s.CheckedOut, ManualCount = s.Manual,
            }),
            TrackStats = counted.Tracks.Select(t => new { TrackId = Key.Of(t.Id).Text, TrackName = t.Name, CheckIn = t.CheckedIn, CheckOut = t.CheckedOut }),
        }, Snake);
    }

    private static List<long> Ids(HttpRequest request, string name)
    {
        List<long> ids = [];
        foreach (var text in request.Query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(Application.Resources.Query.Limits.Rows))
            ids.Add(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Refused.Malformed("Must be ids, with commas.", name));
        return ids;
    }

    private static async Task<IResult> ExportAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var root = await DocumentReader.ReadAsync(http);
        if (root.ValueKind != JsonValueKind.Object) throw Refused.Malformed("The body is not a JSON object.", pointer: "");
        var day = ScanBody.Text(root, "date") is { } date ? DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : throw Refused.Malformed("Not a date like 2026-05-23.", pointer: "/date") : (DateOnly?)null;
        var type = ScanBody.Text(root, "type");
        if (type is not (null or Station.Registration or Station.Daily or Station.CheckIn or Station.CheckOut)) throw Refused.Malformed("Not a station's type.", pointer: "/type");
        var csv = await mediator.Send(new ExportCheckIns(ScanBody.Number(root, "event_id"), ScanBody.Number(root, "session_id"), day, type), ct);
        return Results.File(Encoding.UTF8.GetBytes("\uFEFF" + csv), "text/csv; charset=utf-8", "user-check-ins.csv");
    }

    private static async Task<IResult> StatesAsync(HttpRequest request, IMediator mediator, CancellationToken ct) =>
        Results.Json(await mediator.Send(new RegistrationState(Id(request, "event_id", "event"), Id(request, "attendee_id", "attendee")), ct), Snake);

    private static long Id(HttpRequest request, string name, string type)
    {
        var text = request.Query[name].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new Refused(RefusalKind.Missing, [new Problem($"There is no {type} of that id.", Parameter: name)]);
    }
}
