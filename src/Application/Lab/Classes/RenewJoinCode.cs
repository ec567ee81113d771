using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Gives a class a new code. The former one does not work any more.</summary>
[ReadOnlyForTokens]
internal sealed record RenewJoinCode(long Id) : ICommand<string>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<RenewJoinCode, string>
    {
        private static readonly LabClassPolicy Policy = new();

        public async Task<string> Handle(RenewJoinCode command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to change a class.");
            var group = await data.Set<LabClass>()
                .Where(Policy.Visible(authorization.Actor))
                .SingleOrDefaultAsync(c => c.Id == command.Id, ct)
                ?? throw RejectedException.NotFound("lab-class", $"{command.Id}");
            authorization
                .Require(Policy.Update(authorization.Actor, group, Changes<LabClass>.None))
                .Change(group, nameof(LabClass.JoinCode));
            group.JoinCode = ShareCodes.CreateJoinCode();
            return group.JoinCode;
        }
    }
}
