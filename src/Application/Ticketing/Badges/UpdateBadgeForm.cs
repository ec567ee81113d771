using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Changes a badge form and, if <c>badge-fields</c> is sent, its fields.</summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record UpdateBadgeForm(BadgeForm Row, Changes<BadgeForm> Changes) : ICommand<BadgeForm>
{
    internal sealed class Handler(IAuthorization authorization, BadgeFieldWriter writer) : IRequestHandler<UpdateBadgeForm, BadgeForm>
    {
        private static readonly TeamContentPolicy<BadgeForm> Policy = new();

        public async Task<BadgeForm> Handle(UpdateBadgeForm command, CancellationToken ct)
        {
            var (row, changes) = command;
            var grant = authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            changes.ApplyTo(row);
            await writer.WriteAsync(row, grant, ct);
            return row;
        }
    }
}
