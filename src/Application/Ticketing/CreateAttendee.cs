using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Names who is to come, before there is an order. It holds no seat: seats are taken by the order, which therefore is what asks for a hidden ticket's access
/// code; nothing of the ticket is told here.
/// </summary>
internal sealed record CreateAttendee(Attendee Draft) : ICommand<Attendee>
{
    /// <summary>64 random bits: unguessable together with the order's, which has 122.</summary>
    public static string NewIdentifier() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    internal sealed class Handler(IData data, IGate gate, AttendeeForms forms) : IRequestHandler<CreateAttendee, Attendee>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Attendee> Handle(CreateAttendee command, CancellationToken ct)
        {
            var draft = command.Draft;
            gate.Require(Policy.Create(gate.Actor, draft));
            if (!gate.Actor.Runs(draft.EventId))
            {
                if (!await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.State == EventState.Published, ct))
                    throw Refused.Missing("event", $"{draft.EventId}", "/data/relationships/event/data");
                Blank(draft);
            }

            if (!gate.Actor.IsStaff)
                await forms.RequireSensibleAsync(draft, ct);
            draft.Identifier = NewIdentifier();
            draft.CreatorId = gate.Actor.UserId;
            draft.DeletedAt = null;
            data.Set<Attendee>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }

        /// <summary>Clients send every attribute; those of the door start blank, whatever they say.</summary>
        private static void Blank(Attendee draft)
        {
            (draft.IsCheckedIn, draft.IsCheckedOut, draft.IsRegistered) = (false, false, false);
            (draft.CheckinTimes, draft.CheckoutTimes, draft.RegisterTimes, draft.DeviceNameCheckin) = (null, null, null, null);
            (draft.IsBadgePrinted, draft.BadgePrintedAt) = (null, null);
        }
    }
}
