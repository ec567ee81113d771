using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Soft-deletes a session.</summary>
internal sealed record DeleteSession(Session Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock) : IRequestHandler<DeleteSession, Unit>
    {
        private static readonly SessionPolicy Policy = new();

        public async Task<Unit> Handle(DeleteSession command, CancellationToken ct)
        {
            var id = command.Row.Id;
            await data.Set<SessionSpeaker>()
                .Include(s => s.Speaker)
                .Where(s => s.SessionId == id && s.Speaker.DeletedAt == null)
                .LoadAsync(ct);
            authorization.Require(Policy.Delete(authorization.Actor, command.Row));
            command.Row.DeletedAt = clock.GetUtcNow();
            return Unit.Value;
        }
    }
}
