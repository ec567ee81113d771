using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Adds a field to a badge form.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record CreateBadgeFieldForm(BadgeFieldForm Draft) : ICommand<BadgeFieldForm>
{
    internal sealed class Handler(IData data, IAuthorization authorization, BadgeFieldWriter writer)
        : IRequestHandler<CreateBadgeFieldForm, BadgeFieldForm>
    {
        private static readonly BadgeFieldFormPolicy Policy = new();

        public async Task<BadgeFieldForm> Handle(CreateBadgeFieldForm command, CancellationToken ct)
        {
            var draft = command.Draft;
            draft.BadgeForm = await data.Set<BadgeForm>().SingleAsync(f => f.Id == draft.BadgeFormId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            await writer.RequireRoomAsync(draft.BadgeFormId, adds: 1, ct);
            data.Set<BadgeFieldForm>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
