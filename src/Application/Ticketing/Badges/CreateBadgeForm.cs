using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Creates a badge form with its fields. An event has at most 100 forms, because a list reads the fields of all of them.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record CreateBadgeForm(BadgeForm Draft) : ICommand<BadgeForm>
{
    internal sealed class Handler(IData data, IAuthorization authorization, BadgeFieldWriter writer)
        : IRequestHandler<CreateBadgeForm, BadgeForm>
    {
        private const int MaxForms = 100;

        private static readonly TeamContentPolicy<BadgeForm> Policy = new();

        public async Task<BadgeForm> Handle(CreateBadgeForm command, CancellationToken ct)
        {
            var draft = command.Draft;
            var grant = authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            await data.LockRowAsync<Event>(draft.EventId, ct);
            if (await data.Set<BadgeForm>().CountAsync(f => f.EventId == draft.EventId, ct) >= MaxForms)
                throw RejectedException.Conflict($"An event can have at most {MaxForms} badge forms.");
            data.Set<BadgeForm>().Add(draft);
            await data.SaveChangesAsync(ct);
            await writer.WriteAsync(draft, grant, ct);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
