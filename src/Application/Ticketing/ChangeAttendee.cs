using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Fills in an attendee while the order is a checkout; staff correct him at any time.</summary>
internal sealed record ChangeAttendee(Attendee Row, Changes<Attendee> Changes) : ICommand<Attendee>
{
    internal sealed class Handler(IData data, IGate gate, AttendeeForms forms, TimeProvider clock)
        : IRequestHandler<ChangeAttendee, Attendee>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Attendee> Handle(ChangeAttendee command, CancellationToken ct)
        {
            var (row, changes) = command;
            if (row.OrderId is { } order)
            {
                // The order must not be submitted while its attendees change.
                await data.LockAsync<Order>(order, ct);
                row.Order = await data.Set<Order>().SingleAsync(o => o.Id == order, ct);
            }

            gate.Require(Policy.Update(gate.Actor, row, changes));
            if (row.Order?.IsDue(clock.GetUtcNow()) == true && !gate.Actor.IsStaff && !changes.IsEmpty)
                throw Refused.Conflict("The order was not finished in time: it has expired.");
            var before = (row.CheckinTimes, row.CheckoutTimes, row.DeviceNameCheckin, row.IsCheckedOut);
            changes.ApplyTo(row);
            RequireTimes(row, changes);
            if (changes.Touches(nameof(Attendee.CheckinTimes)))
                row.CheckinTimes = TimesAtTheDoor.Merged(before.CheckinTimes, row.CheckinTimes);
            if (changes.Touches(nameof(Attendee.CheckoutTimes)))
                row.CheckoutTimes = TimesAtTheDoor.Merged(before.CheckoutTimes, row.CheckoutTimes);
            if (changes.Touches(nameof(Attendee.DeviceNameCheckin)))
                row.DeviceNameCheckin = TimesAtTheDoor.Merged(before.DeviceNameCheckin, row.DeviceNameCheckin);
            if (changes.Touches(nameof(Attendee.CheckinTimes), nameof(Attendee.DeviceNameCheckin)))
                row.DeviceNameCheckin = TimesAtTheDoor.Filled(row.DeviceNameCheckin, TimesAtTheDoor.Count(row.CheckinTimes));
            if (row.IsCheckedOut && !before.IsCheckedOut && !changes.Touches(nameof(Attendee.CheckoutTimes)))
                row.CheckoutTimes = TimesAtTheDoor.Merged(before.CheckoutTimes, TimesAtTheDoor.Text(clock.GetUtcNow()));
            if (!gate.Actor.IsStaff && !changes.IsEmpty)
                await forms.RequireSensibleAsync(row, ct);
            return row;
        }

        /// <summary>Whoever says that somebody is in says when (<c>spec/openevent/behaviours.md</c> §2).</summary>
        private static void RequireTimes(Attendee row, Changes<Attendee> changes)
        {
            foreach (
                var (member, name) in ((string, string)[])
                    [(nameof(Attendee.IsCheckedIn), "is-checked-in"), (nameof(Attendee.DeviceNameCheckin), "device-name-checkin")]
            )
            {
                if (
                    changes.Touches(member)
                    && (member != nameof(Attendee.IsCheckedIn) || row.IsCheckedIn)
                    && string.IsNullOrWhiteSpace(row.CheckinTimes)
                )
                    throw Refused.Invalid($"{name} needs checkin-times.", $"/data/attributes/{name}");
            }
        }
    }
}
