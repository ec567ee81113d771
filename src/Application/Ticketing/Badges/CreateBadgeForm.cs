using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Creates a badge form with its fields.</summary>
internal sealed record CreateBadgeForm(BadgeForm Draft) : ICommand<BadgeForm>
{
    internal sealed class Handler(IData data, IAuthorization authorization, BadgeFieldWriter writer)
        : IRequestHandler<CreateBadgeForm, BadgeForm>
    {
        private static readonly TeamContentPolicy<BadgeForm> Policy = new();

        public async Task<BadgeForm> Handle(CreateBadgeForm command, CancellationToken ct)
        {
            var draft = command.Draft;
            var grant = authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            data.Set<BadgeForm>().Add(draft);
            await data.SaveChangesAsync(ct);
            await writer.WriteAsync(draft, grant, ct);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
