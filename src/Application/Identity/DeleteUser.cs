using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Closes an account: the row stays, its address is free again, its tokens end. Not while something is tied to it.</summary>
internal sealed record DeleteUser(User Row) : ICommand<Unit>
{
    internal sealed class Handler(IGate gate, IEnumerable<IAccountTie> ties, TimeProvider clock) : IRequestHandler<DeleteUser, Unit>
    {
        private static readonly UserPolicy Policy = new();

        public async Task<Unit> Handle(DeleteUser command, CancellationToken ct)
        {
            gate.Require(Policy.Delete(gate.Actor, command.Row));
            foreach (var tie in ties)
                if (await tie.WhyStayAsync(command.Row.Id, ct) is { } reason)
                    throw Refused.Forbidden(reason);
            command.Row.Leave(clock.GetUtcNow());
            return Unit.Value;
        }
    }
}
