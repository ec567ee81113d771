using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Soft-deletes an account: its address becomes free and its tokens become invalid. A deletion blocker can reject it; deletion steps of
/// other modules run with it.
/// </summary>
internal sealed record DeleteUser(User Row) : ICommand<Unit>
{
    internal sealed class Handler(
        IAuthorization authorization,
        IEnumerable<IAccountDeletionBlocker> blockers,
        IEnumerable<IAccountDeletionStep> steps,
        TimeProvider clock
    ) : IRequestHandler<DeleteUser, Unit>
    {
        private static readonly UserPolicy Policy = new();

        public async Task<Unit> Handle(DeleteUser command, CancellationToken ct)
        {
            var grant = authorization
                .Require(Policy.Delete(authorization.Actor, command.Row))
                .Trash(command.Row)
                .Change(command.Row, [nameof(User.Email), .. User.TokenMembers]);
            foreach (var blocker in blockers)
                if (await blocker.FindReasonAsync(command.Row.Id, ct) is { } reason)
                    throw RejectedException.Forbidden(reason);
            foreach (var step in steps)
                await step.RunAsync(command.Row, grant, ct);
            command.Row.MarkDeleted(clock.GetUtcNow());
            return Unit.Value;
        }
    }
}
