using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Deletes a class and its memberships. The scripts and results of its members stay.</summary>
internal sealed record DeleteClass(LabClass Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<DeleteClass, Unit>
    {
        private static readonly LabClassPolicy Policy = new();

        public Task<Unit> Handle(DeleteClass command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            data.Set<LabClass>().Remove(command.Row);
            return Unit.Task;
        }
    }
}
