using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Returns the invited e-mail address, so that the page can offer to sign in or to register.</summary>
internal sealed record GetRoleInviteEmail(string Token) : IRequest<string>
{
    internal sealed class Handler(IData data, TimeProvider clock) : IRequestHandler<GetRoleInviteEmail, string>
    {
        public async Task<string> Handle(GetRoleInviteEmail request, CancellationToken ct)
        {
            var invite = await data.FindInviteAsync(request.Token, ct);
            return invite is not null && (invite.IsOpen(clock.GetUtcNow()) || invite.Status == RoleInviteStatus.Accepted)
                ? invite.Email
                : throw InviteRejections.NotFound("role invite");
        }
    }
}
