using System.Globalization;
using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Creates check-in stations of an event, and scans with a registrar's account.</summary>
internal sealed class CheckInStaff(OpenEventServer server, TicketedEvent testEvent, ApiClient registrar, string room, string session)
{
    public ApiClient Registrar => registrar;

    public string Session => session;

    public static async Task<CheckInStaff> CreateAsync(OpenEventServer server, TicketedEvent testEvent)
    {
        var registrar = await server.RegisterUserAsync();
        await server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({registrar.UserId}, {testEvent.EventId}, 7)"
        );
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of("event", testEvent.EventId, new { is_sessions_speakers_enabled = true, timezone = GetNoonTimeZone() })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var room = (
            await testEvent.Owner.CreateAsync("microlocation", new { name = "Main hall" }, ("event", "event", testEvent.EventId))
        ).Id();
        var session = (
            await testEvent.Owner.CreateAsync(
                "session",
                new { title = "Keynote" },
                ("event", "event", testEvent.EventId),
                ("microlocation", "microlocation", room)
            )
        ).Id();
        await server.SqlAsync($"UPDATE sessions SET state = 'Accepted' WHERE id = {session}");
        return new CheckInStaff(server, testEvent, registrar, room, session);
    }

    /// <summary>A time zone where it is about noon, so that the day does not end during a test.</summary>
    private static string GetNoonTimeZone() =>
        DateTime.UtcNow.Hour - 12 is var offset && offset == 0
            ? "UTC"
            : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{offset:+0;-0}");

    public async Task<string> CreateStationAsync(string type, string? roomId = null) =>
        (
            await testEvent.Owner.CreateAsync(
                "station",
                new { station_name = $"Desk for {type}", station_type = type },
                ("event", "event", testEvent.EventId),
                ("microlocation", "microlocation", roomId ?? room)
            )
        ).Id();

    /// <summary>Creates an attendee with a valid free ticket.</summary>
    public async Task<(string Id, string Code)> CreateAttendeeAsync(ApiClient buyer, long ticket, string email)
    {
        var order = await TicketedEvent.CheckoutAsync(buyer, ticket, email);
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        var seat = await server.SqlAsync<string>($"SELECT id || ' ' || identifier FROM attendees WHERE order_id = {order.Id()}");
        return (seat.Split(' ')[0], $"{order.Attribute("identifier").GetString()}-{seat.Split(' ')[1]}");
    }

    public static object Scan(string code, string? session = null, Guid? id = null, string? at = null, string? device = null) =>
        new Dictionary<string, object?>
        {
            ["id"] = $"{id ?? Guid.NewGuid()}",
            ["code"] = code,
            ["session-id"] = session,
            ["scanned-at"] = at,
            ["device-name"] = device,
        };

    public Task<ApiResponse> ScanAsync(string station, params object[] scans) =>
        registrar.PostAsync($"/v1/stations/{station}/scans", new { scans });

    public Task<ApiResponse> CheckInAsync(ApiClient client, string station, string attendee, string url = "/v1/user-check-in") =>
        client.PostAsync(
            url,
            JsonApiDocument.Of(
                "user_check_in",
                null,
                new { },
                ("station", "station", station),
                ("ticket-holder", "attendee", attendee),
                ("session", "session", session)
            )
        );
}
