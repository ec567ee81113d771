using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Updates an attendee: the buyer while the order is a checkout, staff at any time.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record UpdateAttendee(Attendee Row, Changes<Attendee> Changes) : ICommand<Attendee>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        AttendeeFormValidator formValidator,
        IOutbox outbox,
        TimeProvider clock
    ) : IRequestHandler<UpdateAttendee, Attendee>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Attendee> Handle(UpdateAttendee command, CancellationToken ct)
        {
            var (row, changes) = command;
            if (row.OrderId is { } order)
            {
                // The lock keeps the order from being submitted while its attendees change.
                await data.LockRowAsync<Order>(order, ct);
                row.Order = await data.FindByIdAsync<Order>(order, ct);
            }

            var grant = authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            if (changes.ContainsAny(nameof(Attendee.CheckinTimes)))
                grant.Change(row, nameof(Attendee.DeviceNameCheckin)); // One name for each time.
            if (changes.ContainsAny(nameof(Attendee.IsCheckedOut)))
                grant.Change(row, nameof(Attendee.CheckoutTimes));
            if (
                row.Order?.IsPastExpiry(clock.GetUtcNow()) == true
                && !authorization.Actor.IsStaff
                && !changes.IsEmpty
                && !AttendeePolicy.IsTag(changes)
            )
                throw RejectedException.Conflict("The order has expired.");
            var before = (row.CheckinTimes, row.CheckoutTimes, row.DeviceNameCheckin, row.IsCheckedOut);
            changes.ApplyTo(row);
            RequireTimes(row, changes);
            if (changes.ContainsAny(nameof(Attendee.CheckinTimes)))
                row.CheckinTimes = CheckInTimes.Merge(before.CheckinTimes, row.CheckinTimes);
            if (changes.ContainsAny(nameof(Attendee.CheckoutTimes)))
                row.CheckoutTimes = CheckInTimes.Merge(before.CheckoutTimes, row.CheckoutTimes);
            if (changes.ContainsAny(nameof(Attendee.DeviceNameCheckin)))
                row.DeviceNameCheckin = CheckInTimes.Merge(before.DeviceNameCheckin, row.DeviceNameCheckin);
            if (changes.ContainsAny(nameof(Attendee.CheckinTimes), nameof(Attendee.DeviceNameCheckin)))
                row.DeviceNameCheckin = CheckInTimes.PadTo(row.DeviceNameCheckin, CheckInTimes.Count(row.CheckinTimes));
            if (row.IsCheckedOut && !before.IsCheckedOut && !changes.ContainsAny(nameof(Attendee.CheckoutTimes)))
                row.CheckoutTimes = CheckInTimes.Merge(before.CheckoutTimes, CheckInTimes.Format(clock.GetUtcNow()));
            if (!authorization.Actor.IsStaff && !changes.IsEmpty && !AttendeePolicy.IsTag(changes))
                await formValidator.RequireValidAnswersAsync(row, ct);
            if (changes.ContainsAny(nameof(Attendee.Firstname), nameof(Attendee.Lastname)) && row.Order is { } issued)
                IssueTickets.QueueAgain(outbox, issued);
            return row;
        }

        /// <summary>A request that checks an attendee in must give the times (docs/reference/attendees.md#check-in-fields).</summary>
        private static void RequireTimes(Attendee row, Changes<Attendee> changes)
        {
            foreach (
                var (member, name) in ((string, string)[])
                    [(nameof(Attendee.IsCheckedIn), "is-checked-in"), (nameof(Attendee.DeviceNameCheckin), "device-name-checkin")]
            )
            {
                if (
                    changes.ContainsAny(member)
                    && (member != nameof(Attendee.IsCheckedIn) || row.IsCheckedIn)
                    && string.IsNullOrWhiteSpace(row.CheckinTimes)
                )
                    throw RejectedException.Invalid($"{name} requires checkin-times.", $"/data/attributes/{name}");
            }
        }
    }
}
