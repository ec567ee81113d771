using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Removes a member from a class. The class does not share their scripts any more.</summary>
internal sealed record EndMembership(LabClassMember Row) : ICommand<Unit>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<EndMembership, Unit>
    {
        private static readonly LabClassMemberPolicy Policy = new();

        public async Task<Unit> Handle(EndMembership command, CancellationToken ct)
        {
            var grant = authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row);
            // Links of the member's scripts are added under the same lock.
            await data.LockRowAsync<LabClass>(command.Row.ClassId, ct);
            await TeacherScripts.RemoveAsync(data, grant, command.Row, ct);
            data.Set<LabClassMember>().Remove(command.Row);
            return Unit.Value;
        }
    }
}
