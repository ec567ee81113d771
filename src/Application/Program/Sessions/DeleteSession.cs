using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Soft-deletes a session.</summary>
/// <param name="Row">With its speakers, which its policy reads.</param>
internal sealed record DeleteSession(Session Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, TimeProvider clock) : IRequestHandler<DeleteSession, Unit>
    {
        private static readonly SessionPolicy Policy = new();

        public Task<Unit> Handle(DeleteSession command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Trash(command.Row);
            command.Row.DeletedAt = clock.GetUtcNow();
            return Unit.Task;
        }
    }
}
