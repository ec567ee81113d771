using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Revokes an invite that has not been accepted.</summary>
internal sealed record DeleteSpeakerInvite(SpeakerInvite Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<DeleteSpeakerInvite, Unit>
    {
        private static readonly SpeakerInvitePolicy Policy = new();

        public Task<Unit> Handle(DeleteSpeakerInvite command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            if (command.Row.Status == SpeakerInviteStatus.Accepted)
                throw RejectedException.Conflict("You cannot delete an accepted speaker invite.");
            data.Set<SpeakerInvite>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
