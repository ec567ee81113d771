using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Soft-deletes an event. Only super admins can delete an event that has orders, because people hold tickets for it.</summary>
internal sealed record DeleteEvent(Event Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock, IEnumerable<IEventDeletionBlocker> blockers)
        : IRequestHandler<DeleteEvent, Unit>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Unit> Handle(DeleteEvent command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Trash(command.Row);
            foreach (var blocker in blockers)
                if (!authorization.Actor.IsSuperAdmin && await blocker.FindReasonAsync(data, command.Row.Id, ct) is { } reason)
                    authorization.Require(Decision.Deny(reason));
            command.Row.DeletedAt = clock.GetUtcNow();
            return Unit.Value;
        }
    }
}
