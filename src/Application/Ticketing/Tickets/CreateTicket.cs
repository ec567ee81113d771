using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Creates a ticket and the counter of its seats.</summary>
internal sealed record CreateTicket(Ticket Draft) : ICommand<Ticket>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<CreateTicket, Ticket>
    {
        private static readonly TicketPolicy Policy = new();

        public async Task<Ticket> Handle(CreateTicket command, CancellationToken ct)
        {
            var draft = command.Draft;
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            TicketRules.Require(draft, await data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == draft.EventId, ct));
            draft.DeletedAt = null;
            data.Set<Ticket>().Add(draft);
            data.Set<TicketSeats>().Add(new TicketSeats { Ticket = draft, Quantity = draft.Quantity });
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
