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
internal sealed class Door(IData data, TimeProvider clock)
{
    /// <param name="Row">Null where he was not let pass.</param>
    internal sealed record Passage(UserCheckIn? Row, string Message);

    public static string Praise(string stationType) =>
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
    public async Task<Passage> PassAsync(
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
            return new Passage(null, "Say which session it is.");
        else if (session.EventId != station.EventId)
            return new Passage(null, "The session is of another event.");
        else if (session.MicrolocationId != station.MicrolocationId)
            return new Passage(null, "The session is in another room.");
        if (attendee.EventId != station.EventId)
            return new Passage(null, "The ticket is for another event.");
        if (
            attendee.DeletedAt is not null
            || attendee.Order is not { } order
            || !(order.Status.Admits() || (isTeam && order.Status.HoldsSeats() && !order.IsDue(clock.GetUtcNow())))
        )
            return new Passage(null, "The ticket admits nobody: its order is neither completed nor placed.");
        var day = DayOf(at, station.Event);
        if (await ObjectionAsync(station, session, attendee, day, at, ct) is { } objection)
            return new Passage(null, objection);
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
        TimesAtTheDoor.Note(attendee, station.StationType, at, device);
        await data.SaveChangesAsync(ct);
        return new Passage(row, Praise(station.StationType));
    }

    public static DateOnly DayOf(DateTimeOffset at, Event e) => EventDay.Of(at, e.Timezone);

    private async Task<string?> ObjectionAsync(
        Station station,
        Session? session,
        Attendee attendee,
        DateOnly day,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var id = session?.Id;
        var his = data.Set<UserCheckIn>().Where(c => c.TicketHolderId == attendee.Id);
        if (station.StationType is Station.Registration or Station.Daily)
        {
            var again = await his.AnyAsync(
                c => c.StationId == station.Id && c.StationType == station.StationType && c.SessionId == id && c.Day == day,
                ct
            );
            return !again ? null
                : station.StationType == Station.Registration ? "The attendee is registered here already today."
                : "The attendee was here already today.";
        }

        var open = await his.SingleOrDefaultAsync(c => c.SessionId == id && c.StationType == Station.CheckIn && c.ClosedAt == null, ct);
        if (station.StationType == Station.CheckIn)
            return open is null ? null : "The attendee is checked in to the session already.";
        if (open is null)
            return "The attendee is not checked in to the session.";
        open.ClosedAt = at;
        return null;
    }
}
