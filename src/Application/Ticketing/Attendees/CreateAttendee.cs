using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Creates an attendee before there is an order. The attendee holds no seat: the order takes the seats and requires the access code of a
/// hidden ticket. The answer does not show the ticket's data.
/// </summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record CreateAttendee(Attendee Draft) : ICommand<Attendee>
{
    /// <summary>64 random bits. Together with the order's identifier, which has 122 random bits, it is unguessable.</summary>
    public static string NewIdentifier() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    internal sealed class Handler(IData data, IAuthorization authorization, AttendeeFormValidator formValidator, OrderSettings settings)
        : IRequestHandler<CreateAttendee, Attendee>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Attendee> Handle(CreateAttendee command, CancellationToken ct)
        {
            var draft = command.Draft;
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            if (!authorization.Actor.HasCoorganizerAccess(draft.EventId))
            {
                if (!await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.State == EventState.Published, ct))
                    throw RejectedException.NotFound("event", $"{draft.EventId}", "/data/relationships/event/data");
                ClearCheckInFields(draft);
                await RequireFewWithoutOrderAsync(ct);
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

        /// <summary>Some requests at the same time may exceed the limit by their number.</summary>
        private async Task RequireFewWithoutOrderAsync(CancellationToken ct)
        {
            var creatorId = authorization.Actor.UserId;
            var limit = settings.AttendeesWithoutOrderPerUser;
            if (
                limit > 0
                && await data.Set<Attendee>().CountAsync(a => a.CreatorId == creatorId && a.OrderId == null && a.DeletedAt == null, ct)
                    >= limit
            )
                throw RejectedException.Conflict($"You have {limit} attendees without an order. Order tickets for them, or delete some.");
        }

        /// <summary>Clients send every attribute. The check-in attributes of a new attendee are cleared.</summary>
        private static void ClearCheckInFields(Attendee draft)
        {
            draft.IsCheckedIn = false;
            draft.IsCheckedOut = false;
            draft.IsRegistered = false;
            draft.CheckinTimes = null;
            draft.CheckoutTimes = null;
            draft.RegisterTimes = null;
            draft.DeviceNameCheckin = null;
            draft.IsBadgePrinted = null;
            draft.BadgePrintedAt = null;
        }
    }
}
