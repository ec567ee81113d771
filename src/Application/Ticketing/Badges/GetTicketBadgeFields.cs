using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The fields of the badge form of a ticket, for clients that print badges. Empty if the ticket has no form.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record GetTicketBadgeFields(long TicketId) : IRequest<IReadOnlyList<GetTicketBadgeFields.BadgeField>>
{
    internal sealed record BadgeField(long Id, string? FieldIdentifier, string? CustomField);

    internal sealed class Handler(IData data, IAuthorization authorization)
        : IRequestHandler<GetTicketBadgeFields, IReadOnlyList<BadgeField>>
    {
        private static readonly TicketPolicy Policy = new();

        public async Task<IReadOnlyList<BadgeField>> Handle(GetTicketBadgeFields request, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var ticket = await data.Set<Ticket>()
                .AsNoTracking()
                .Where(Policy.Visible(authorization.Actor))
                .SingleOrDefaultAsync(t => t.Id == request.TicketId && t.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("ticket", $"{request.TicketId}");
            authorization.Require(
                Decision.AllowIf(authorization.Actor.HasCoorganizerAccess(ticket.EventId), "Co-organizer access is required.")
            );
            return await data.Set<BadgeFieldForm>()
                .Where(f => f.BadgeForm.EventId == ticket.EventId && ticket.BadgeId != null && f.BadgeForm.BadgeId == ticket.BadgeId)
                .OrderBy(f => f.Id)
                .Select(f => new BadgeField(f.Id, f.FieldIdentifier, f.CustomField))
                .ToListAsync(ct);
        }
    }
}
