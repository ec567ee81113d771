using System.Globalization;
using System.Net;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The stations of a box office's event, and a registrar who scans there.</summary>
internal sealed class DoorStaff(OpenEventServer server, BoxOffice office, Client registrar, string room, string session)
{
    public Client Registrar => registrar;

    public string Session => session;

    public static async Task<DoorStaff> EmployAsync(OpenEventServer server, BoxOffice office)
    {
        var registrar = await server.SomebodyAsync();
        await server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({registrar.UserId}, {office.EventId}, 7)"
        );
        (
            await office.Owner.PatchAsync(
                $"/v1/events/{office.EventId}",
                Document.Of("event", office.EventId, new { is_sessions_speakers_enabled = true, timezone = NoonZone() })
            )
        ).Must(HttpStatusCode.OK);
        var room = (await office.Owner.CreateAsync("microlocation", new { name = "Main hall" }, ("event", "event", office.EventId))).Id();
        var session = (
            await office.Owner.CreateAsync(
                "session",
                new { title = "Keynote" },
                ("event", "event", office.EventId),
                ("microlocation", "microlocation", room)
            )
        ).Id();
        await server.SqlAsync($"UPDATE sessions SET state = 'Accepted' WHERE id = {session}");
        return new DoorStaff(server, office, registrar, room, session);
    }

    /// <summary>Where it is about noon: nobody's day ends during a test.</summary>
    private static string NoonZone() =>
        DateTime.UtcNow.Hour - 12 is var behind && behind == 0
            ? "UTC"
            : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{behind:+0;-0}");

    public async Task<string> StationAsync(string type, string? inRoom = null) =>
        (
            await office.Owner.CreateAsync(
                "station",
                new { station_name = $"Desk for {type}", station_type = type },
                ("event", "event", office.EventId),
                ("microlocation", "microlocation", inRoom ?? room)
            )
        ).Id();

    /// <summary>An attendee with a free ticket that admits: his id and his code.</summary>
    public async Task<(string Id, string Code)> GuestAsync(Client buyer, long ticket, string email)
    {
        var order = await BoxOffice.CheckoutAsync(buyer, ticket, email);
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
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

    public Task<Answer> ScanAsync(string station, params object[] scans) =>
        registrar.PostAsync($"/v1/stations/{station}/scans", new { scans });

    public Task<Answer> CheckInAsync(Client who, string station, string attendee) =>
        who.PostAsync(
            "/v1/user-check-in",
            Document.Of(
                "user_check_in",
                null,
                new { },
                ("station", "station", station),
                ("ticket-holder", "attendee", attendee),
                ("session", "session", session)
            )
        );
}
