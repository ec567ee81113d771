using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Deletes a run that has ended, with its output.</summary>
internal sealed record DeleteRun(LabRun Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<DeleteRun, Unit>
    {
        private static readonly LabRunPolicy Policy = new();

        public Task<Unit> Handle(DeleteRun command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            if (!LabRunStatus.IsFinal(command.Row.Status))
                throw RejectedException.Conflict("The run has not ended. Stop it first.");
            data.Set<LabRun>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
