using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal sealed record DeleteSpeaker(Speaker Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, TimeProvider clock) : IRequestHandler<DeleteSpeaker, Unit>
    {
        private static readonly SpeakerPolicy Policy = new();

        public Task<Unit> Handle(DeleteSpeaker command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Trash(command.Row);
            command.Row.DeletedAt = clock.GetUtcNow();
            return Task.FromResult(Unit.Value);
        }
    }
}
