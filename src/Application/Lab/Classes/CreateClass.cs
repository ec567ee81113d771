using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Creates a class, whose first teacher is the caller.</summary>
internal sealed record CreateClass(LabClass Draft) : ICommand<LabClass>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<CreateClass, LabClass>
    {
        private static readonly LabClassPolicy Policy = new();

        public async Task<LabClass> Handle(CreateClass command, CancellationToken ct)
        {
            var group = command.Draft;
            var grant = authorization.Require(Policy.Create(authorization.Actor, group)).Create(group);
            group.UserId = authorization.Actor.UserId!.Value;
            await data.LockRowAsync<User>(group.UserId, ct);
            if (await data.Set<LabClass>().CountAsync(c => c.UserId == group.UserId, ct) >= LabClass.MaxPerUser)
                throw RejectedException.Conflict($"You have {LabClass.MaxPerUser} classes, which is the limit.");
            group.JoinCode = ShareCodes.CreateJoinCode();
            var teacher = new LabClassMember { UserId = group.UserId, Role = LabClassRole.Teacher };
            grant.Create(teacher);
            group.Members.Add(teacher);
            data.Set<LabClass>().Add(group);
            await data.SaveChangesAsync(ct);
            return group;
        }
    }
}
