using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of check-ins (docs/reference/check-in.md#check-in-resource). The type has underscores and the path is singular, as clients
/// of the reference server expect.
/// </summary>
internal sealed class UserCheckIns : Resource<UserCheckIn>
{
    /// <summary>
    /// Why the policies of stations, sessions and attendees have no say in records of check-in (<c>DecidedByThisEnd</c>).
    /// </summary>
    public const string RecordReason = "Registrars record what happens; a record changes neither station, session nor attendee.";

    public UserCheckIns()
    {
        Type = "user_check_in";
        Path = "user-check-in";
        NotListed();
        NumericIds();
        Computed("success", _ => true);
        Computed("message", c => CheckInRecorder.GetSuccessMessage(c.StationType));
        Attribute(c => c.StationType).ReadOnly();
        Attribute(c => c.At).Named("scanned-at").ReadOnly();
        Attribute(c => c.DeviceName).MaxLength(200);
        Attribute(c => c.CreatedAt).ReadOnly();
        BelongsTo(c => c.Station).Required().Fixed().Inverse("user-check-in").DecidedByThisEnd(RecordReason);
        BelongsTo(c => c.TicketHolder).Required().Fixed().DecidedByThisEnd(RecordReason);
        Through<Ticket>("ticket", data => data.Set<UserCheckIn>().Select(c => new Link { From = c.Id, To = c.TicketHolder.TicketId }))
            .One();
        BelongsTo(c => c.Event).ReadOnly().Inverse("user-check-in", isPrivate: true);
        BelongsTo(c => c.Microlocation).ReadOnly().Inverse("user-check-in");
        BelongsTo(c => c.Session).Fixed().Inverse("user-check-in", isPrivate: true).DecidedByThisEnd(RecordReason);
        LockedAfter<Attendee>(c => c.TicketHolderId);
        CreatedBy(draft => new CheckInAttendee(draft.Row));
        DeletedBy(row => new UndoCheckIn(row));
    }

    public override Policy<UserCheckIn> Policy { get; } = new UserCheckInPolicy();

    public override UserCheckIn NewRow() => new();
}
