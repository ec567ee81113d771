using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Deletes an event, softly. One that has orders is for super admins only: people hold tickets to it.</summary>
internal sealed record DeleteEvent(Event Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IGate gate, TimeProvider clock, IEnumerable<IEventTie> ties)
        : IRequestHandler<DeleteEvent, Unit>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Unit> Handle(DeleteEvent command, CancellationToken ct)
        {
            gate.Require(Policy.Delete(gate.Actor, command.Row));
            foreach (var tie in ties)
                if (!gate.Actor.IsSuperAdmin && await tie.FindAsync(data, command.Row.Id, ct) is { } reason)
                    gate.Require(Decision.Deny(reason));
            command.Row.DeletedAt = clock.GetUtcNow();
            return Unit.Value;
        }
    }
}
