using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Changes the name of a class.</summary>
internal sealed record RenameClass(LabClass Row, Changes<LabClass> Changes) : ICommand<LabClass>
{
    internal sealed class Handler(IAuthorization authorization) : IRequestHandler<RenameClass, LabClass>
    {
        private static readonly LabClassPolicy Policy = new();

        public Task<LabClass> Handle(RenameClass command, CancellationToken ct)
        {
            var (group, changes) = (command.Row, command.Changes);
            authorization.Require(Policy.Update(authorization.Actor, group, changes)).Change(group, changes);
            changes.ApplyTo(group);
            return Task.FromResult(group);
        }
    }
}
