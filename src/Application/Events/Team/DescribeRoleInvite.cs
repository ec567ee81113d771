using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>What an invite to an event's team is about, for the bearer of its token.</summary>
internal sealed record DescribeRoleInvite(string Token) : IRequest<InviteDescription>
{
    internal sealed class Handler(IData data, TimeProvider clock) : IRequestHandler<DescribeRoleInvite, InviteDescription>
    {
        public async Task<InviteDescription> Handle(DescribeRoleInvite query, CancellationToken ct)
        {
            var invite = await data.FindInviteAsync(query.Token, ct);
            return invite is not null && (invite.IsOpen(clock.GetUtcNow()) || invite.Status == RoleInviteStatus.Accepted)
                ? new InviteDescription(invite.Email, invite.Event.Name, invite.Role.TitleName ?? invite.Role.Name)
                : throw InviteRejections.NotFound("role invite");
        }
    }
}
