using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Events;

/// <summary>What an invite to a group is about, for the bearer of its token.</summary>
internal sealed record DescribeGroupInvite(string Token) : IRequest<InviteDescription>
{
    internal sealed class Handler(IData data, TimeProvider clock) : IRequestHandler<DescribeGroupInvite, InviteDescription>
    {
        public async Task<InviteDescription> Handle(DescribeGroupInvite query, CancellationToken ct) =>
            await data.FindGroupInviteAsync(query.Token, ct) is { } invite && invite.IsOpen(clock.GetUtcNow())
                ? new InviteDescription(invite.Email, invite.Group.Name, invite.Role.TitleName ?? invite.Role.Name)
                : throw InviteRejections.NotFound("group invite");
    }
}
