using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Lets attendees pass a station (<c>spec/openevent/behaviours.md</c> §2). The caller holds the attendee's lock, so that two devices take turns; indexes in the
/// database say the same rules once more.
/// </summary>
internal sealed class CheckInRecorder(IData data, TimeProvider clock)
{
    /// <param name="Row">Null where he was not let pass.</param>
    internal sealed record CheckInResult(UserCheckIn? Row, string Message);

    public static string GetSuccessMessage(string stationType) =>
        stationType switch
        {
            Station.Registration => "Ticket register successful.",
            Station.Daily => "Daily check-in successful.",
            Station.CheckIn => "Check-in successful.",
            _ => "Check-out successful.",
        };

    /// <param name="station">With its event.</param>
    /// <param name="session">What the station lets him into; not asked for at a registration.</param>
    /// <param name="isTeam">The event's team decides at its desk: it lets in whose order is not settled yet, as it could settle it itself.</param>
    /// <param name="attendee">Locked, tracked, with his order.</param>
    public async Task<CheckInResult> RecordAsync(
        Station station,
        Session? session,
        Attendee attendee,
        DateTimeOffset at,
        string? device,
        bool isTeam,
        CancellationToken ct
    )
    {
        if (station.StationType == Station.Registration)
            session = null;
        else if (session is null)
            return new CheckInResult(null, "Say which session it is.");
        else if (session.EventId != station.EventId)
            return new CheckInResult(null, "The session is of another event.");
        else if (session.MicrolocationId != station.MicrolocationId)
            return new CheckInResult(null, "The session is in another room.");
        if (attendee.EventId != station.EventId)
            return new CheckInResult(null, "The ticket is for another event.");
        if (
            attendee.DeletedAt is not null
            || attendee.Order is not { } order
            || !(order.Status.HasIssuedTickets() || (isTeam && order.Status.HoldsSeats() && !order.IsPastExpiry(clock.GetUtcNow())))
        )
            return new CheckInResult(null, "The ticket admits nobody: its order is neither completed nor placed.");
        var day = GetEventDay(at, station.Event);
        if (await GetRejectionReasonAsync(station, session, attendee, day, at, ct) is { } objection)
            return new CheckInResult(null, objection);
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

    public static DateOnly GetEventDay(DateTimeOffset at, Event e) => EventCalendar.LocalDate(at, e.Timezone);

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
                : station.StationType == Station.Registration ? "The attendee is registered here already today."
                : "The attendee was here already today.";
        }

        var open = await previous.SingleOrDefaultAsync(
            c => c.SessionId == id && c.StationType == Station.CheckIn && c.ClosedAt == null,
            ct
        );
        if (station.StationType == Station.CheckIn)
            return open is null ? null : "The attendee is checked in to the session already.";
        if (open is null)
            return "The attendee is not checked in to the session.";
        open.ClosedAt = at;
        return null;
    }
}
