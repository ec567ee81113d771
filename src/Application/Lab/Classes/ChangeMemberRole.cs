using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Makes a member a teacher or a student. The class does not share the scripts of a student.</summary>
internal sealed record ChangeMemberRole(LabClassMember Row, Changes<LabClassMember> Changes) : ICommand<LabClassMember>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<ChangeMemberRole, LabClassMember>
    {
        private static readonly LabClassMemberPolicy Policy = new();

        public async Task<LabClassMember> Handle(ChangeMemberRole command, CancellationToken ct)
        {
            var (member, changes) = (command.Row, command.Changes);
            var grant = authorization.Require(Policy.Update(authorization.Actor, member, changes)).Change(member, changes);
            changes.ApplyTo(member);
            if (member.Role == LabClassRole.Student)
            {
                // Links of the member's scripts are added under the same lock.
                await data.LockRowAsync<LabClass>(member.ClassId, ct);
                await TeacherScripts.RemoveAsync(data, grant, member, ct);
            }

            return member;
        }
    }
}
