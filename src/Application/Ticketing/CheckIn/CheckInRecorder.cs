using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Validates and records check-ins at stations (docs/reference/check-in.md#station-types). The caller holds the attendee's lock, so two
/// devices cannot check in the same attendee at once. Unique indexes enforce the same rules.
/// </summary>
internal sealed class CheckInRecorder(IData data, TimeProvider clock)
{
    /// <param name="Row">The check-in. Null: it was rejected.</param>
    /// <param name="Message">The success message or the reason of the rejection.</param>
    internal sealed record CheckInResult(UserCheckIn? Row, string Message);

    public static string GetSuccessMessage(string stationType) =>
        stationType switch
        {
            Station.Registration => "Ticket register successful.",
            Station.Daily => "Daily check-in successful.",
            Station.CheckIn => "Check-in successful.",
            _ => "Check-out successful.",
        };

    /// <summary>Records a check-in if it is allowed, and updates the attendee.</summary>
    /// <param name="station">Loaded with its event.</param>
    /// <param name="session">The session to check in to. Ignored at a registration station.</param>
    /// <param name="attendee">Locked, tracked and loaded with its order.</param>
    /// <param name="at">The time of the check-in.</param>
    /// <param name="device">The name of the device. Null: unknown.</param>
    /// <param name="allowUnpaid">
    /// Whether attendees of an order that is not paid yet can be checked in, too: for callers of the event team and staff, who could
    /// complete the order themselves.
    /// </param>
    public async Task<CheckInResult> RecordAsync(
        Station station,
        Session? session,
        Attendee attendee,
        DateTimeOffset at,
        string? device,
        bool allowUnpaid,
        CancellationToken ct
    )
    {
        if (station.StationType == Station.Registration)
            session = null;
        else if (session is null)
            return new CheckInResult(null, "A session is required at this station.");
        else if (session.EventId != station.EventId)
            return new CheckInResult(null, "The session belongs to another event.");
        else if (session.MicrolocationId != station.MicrolocationId)
            return new CheckInResult(null, "The session is in another room.");
        if (attendee.EventId != station.EventId)
            return new CheckInResult(null, "The ticket is for another event.");
        if (
            attendee.DeletedAt is not null
            || attendee.Order is not { } order
            || !(order.Status.HasIssuedTickets() || (allowUnpaid && order.Status.HoldsSeats() && !order.IsPastExpiry(clock.GetUtcNow())))
        )
            return new CheckInResult(null, "The ticket is not valid: its order is neither completed nor placed.");
        var day = GetEventDay(at, station.Event);
        if (await GetRejectionReasonAsync(station, session, attendee, day, at, ct) is { } reason)
            return new CheckInResult(null, reason);
        var row = new UserCheckIn
        {
            EventId = station.EventId,
            StationId = station.Id,
            TicketHolderId = attendee.Id,
            SessionId = session?.Id,
            StationType = station.StationType,
            MicrolocationId = station.MicrolocationId,
            At = at,
            Day = day,
            DeviceName = device,
        };
        data.Set<UserCheckIn>().Add(row);
        CheckInTimes.Record(attendee, station.StationType, at, device);
        await data.SaveChangesAsync(ct);
        return new CheckInResult(row, GetSuccessMessage(station.StationType));
    }

    public static DateOnly GetEventDay(DateTimeOffset at, Event e) => EventTimeZone.LocalDate(at, e.Timezone);

    private async Task<string?> GetRejectionReasonAsync(
        Station station,
        Session? session,
        Attendee attendee,
        DateOnly day,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var id = session?.Id;
        var previous = data.Set<UserCheckIn>().Where(c => c.TicketHolderId == attendee.Id);
        if (station.StationType is Station.Registration or Station.Daily)
        {
            var isRepeated = await previous.AnyAsync(
                c => c.StationId == station.Id && c.StationType == station.StationType && c.SessionId == id && c.Day == day,
                ct
            );
            return !isRepeated ? null
                : station.StationType == Station.Registration ? "The attendee is already registered here today."
                : "The attendee is already checked in here today.";
        }

        var open = await previous.SingleOrDefaultAsync(
            c => c.SessionId == id && c.StationType == Station.CheckIn && c.ClosedAt == null,
            ct
        );
        if (station.StationType == Station.CheckIn)
            return open is null ? null : "The attendee is already checked in to the session.";
        if (open is null)
            return "The attendee is not checked in to the session.";
        open.ClosedAt = at;
        return null;
    }
}
