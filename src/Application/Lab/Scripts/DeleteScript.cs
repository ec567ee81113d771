using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Deletes a script with its versions. Its runs stay.</summary>
internal sealed record DeleteScript(LabScript Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<DeleteScript, Unit>
    {
        private static readonly LabScriptPolicy Policy = new();

        public Task<Unit> Handle(DeleteScript command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            data.Set<LabScript>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
