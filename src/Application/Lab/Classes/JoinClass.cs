using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Makes the caller a student of the class with this code. Members keep their role.</summary>
[ReadOnlyForTokens]
internal sealed record JoinClass(string Code) : ICommand<LabClassMember>
{
    internal sealed class Rules : AbstractValidator<JoinClass>
    {
        public Rules() => RuleFor(j => j.Code).NotEmpty().MaximumLength(40).At("/code");
    }

    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<JoinClass, LabClassMember>
    {
        public async Task<LabClassMember> Handle(JoinClass command, CancellationToken ct)
        {
            var member = new LabClassMember { UserId = authorization.Actor.UserId ?? 0, Role = LabClassRole.Student };
            authorization.Require(LabClassPolicy.Join(authorization.Actor)).Create(member);
            var code = command.Code.Trim().ToLowerInvariant();
            var group = await data.Set<LabClass>().SingleOrDefaultAsync(c => c.JoinCode == code, ct)
                ?? throw RejectedException.NotFound("class", "with this code", "/code");
            await data.LockRowAsync<User>(member.UserId, ct);
            await data.LockRowAsync<LabClass>(group.Id, ct);
            if (
                await data.Set<LabClassMember>().SingleOrDefaultAsync(m => m.ClassId == group.Id && m.UserId == member.UserId, ct) is
                { } own
            )
                return own;
            if (await data.Set<LabClassMember>().CountAsync(m => m.ClassId == group.Id, ct) >= LabClass.MaxMembers)
                throw RejectedException.Conflict($"The class has {LabClass.MaxMembers} members, which is the limit.");
            if (await data.Set<LabClassMember>().CountAsync(m => m.UserId == member.UserId, ct) >= 2 * LabClass.MaxPerUser)
                throw RejectedException.Conflict(
                    $"You are a member of {2 * LabClass.MaxPerUser} classes, which is the limit. Leave one first."
                );
            member.ClassId = group.Id;
            data.Set<LabClassMember>().Add(member);
            await data.SaveChangesAsync(ct);
            return member;
        }
    }
}
