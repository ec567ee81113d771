using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>A new password for the caller. Every token ends but the one that asks.</summary>
/// <param name="TokenId">The id of the token that the request came with.</param>
internal sealed record ChangePassword(string OldPassword, string NewPassword, string? TokenId) : ICommand<User>
{
    internal sealed class Handler(IData data, IGate gate, IPasswordHasher hasher, Reentry reentry, IOutbox outbox)
        : IRequestHandler<ChangePassword, User>
    {
        public async Task<User> Handle(ChangePassword command, CancellationToken ct)
        {
            gate.Require(SignedInOnly.Decide(gate.Actor));
            SignedInOnly.RequireFresh(gate.Actor);
            if (PasswordRule.Fault(command.NewPassword) is { } fault)
                throw Refused.Malformed(fault, pointer: "/data/new-password");

            var me = gate.Actor.UserId!.Value;
            var old = await data.Set<User>().Where(u => u.Id == me).Select(u => u.PasswordHash).SingleAsync(ct);
            if (!await reentry.IsAsync(me, old, command.OldPassword, ct))
                throw Refused.Malformed("Wrong Password", pointer: "/data/old-password");
            if (command.NewPassword == command.OldPassword)
                throw Refused.Malformed("Old and New passwords must be different", pointer: "/data/new-password");
            var hash = await hasher.HashAsync(command.NewPassword, ct);

            var user = await data.OwnAccountAsync(me, ct);
            if (user.PasswordHash != old)
                throw Refused.Conflict("The password was changed at the same time by another request.");
            user.PasswordHash = hash;
            user.EndTokens(except: command.TokenId);
            outbox.AddPasswordChanged(user);
            return user;
        }
    }
}
