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

    internal sealed class Handler(IData data, IAuthorization authorization, AttendeeFormValidator formValidator)
        : IRequestHandler<CreateAttendee, Attendee>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Attendee> Handle(CreateAttendee command, CancellationToken ct)
        {
            var draft = command.Draft;
            authorization.Require(Policy.Create(authorization.Actor, draft));
            if (!authorization.Actor.HasCoorganizerAccess(draft.EventId))
            {
                if (!await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.State == EventState.Published, ct))
                    throw RejectedException.NotFound("event", $"{draft.EventId}", "/data/relationships/event/data");
                ClearCheckInFields(draft);
            }

            if (!authorization.Actor.IsStaff)
                await formValidator.RequireValidAnswersAsync(draft, ct);
            draft.Identifier = NewIdentifier();
            draft.CreatorId = authorization.Actor.UserId;
            draft.DeletedAt = null;
            data.Set<Attendee>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }

        /// <summary>Clients send every attribute; those of the door start blank, whatever they say.</summary>
        private static void ClearCheckInFields(Attendee draft)
        {
            (draft.IsCheckedIn, draft.IsCheckedOut, draft.IsRegistered) = (false, false, false);
            (draft.CheckinTimes, draft.CheckoutTimes, draft.RegisterTimes, draft.DeviceNameCheckin) = (null, null, null, null);
            (draft.IsBadgePrinted, draft.BadgePrintedAt) = (null, null);
        }
    }
}
