using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Returns whether an attendee is registered, and when. For the event's registrars.</summary>
/// <param name="EventId">Null: missing in the request, or not a number.</param>
/// <param name="AttendeeId">Null: missing in the request, or not a number.</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record GetRegistrationState(long? EventId, long? AttendeeId) : IRequest<GetRegistrationState.RegistrationStatus>
{
    internal sealed record RegistrationStatus(bool IsRegistered, string? RegisterTimes);

    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<GetRegistrationState, RegistrationStatus>
    {
        public async Task<RegistrationStatus> Handle(GetRegistrationState query, CancellationToken ct)
        {
            authorization.RequireSignIn(ActorDecisions.RegistrarAccess);
            if (query.EventId is not { } id || !await data.Set<Event>().AnyAsync(e => e.Id == id && e.DeletedAt == null, ct))
                throw CreateNotFoundRejection("event");
            authorization.Require(authorization.Actor.RegistrarOnly(id));
            return await data.Set<Attendee>()
                .Where(a => a.Id == query.AttendeeId && a.EventId == id && a.DeletedAt == null)
                .Select(a => new RegistrationStatus(a.IsRegistered, a.RegisterTimes))
                .SingleOrDefaultAsync(ct)
                ?? throw CreateNotFoundRejection("attendee");
        }

        private static RejectedException CreateNotFoundRejection(string type) =>
            new(RejectionKind.NotFound, [new Problem($"There is no {type} with that id.", Parameter: $"{type}_id")]);
    }
}
