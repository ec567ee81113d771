using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>A change of a session, its state among it.</summary>
internal sealed record ChangeSession(Session Row, Changes<Session> Changes) : ICommand<Session>
{
    internal sealed class Handler(IData data, IGate gate, TimeProvider clock) : IRequestHandler<ChangeSession, Session>
    {
        private static readonly SessionPolicy Policy = new();

        public async Task<Session> Handle(ChangeSession command, CancellationToken ct)
        {
            var row = command.Row;
            var changes = gate.Actor.Runs(row.EventId) ? command.Changes : command.Changes.Without(nameof(Session.Microlocation));
            await data.Set<SessionSpeaker>().Include(s => s.Speaker).Where(s => s.SessionId == row.Id && s.Speaker.DeletedAt == null).LoadAsync(ct);
            gate.Require(Policy.Update(gate.Actor, row, changes));
            if (changes.IsEmpty) return row;
            changes.ApplyTo(row);
            if (changes.Touches(nameof(Session.StartsAt), nameof(Session.EndsAt))) SessionTimes.Require(row);
            row.LastModifiedAt = clock.GetUtcNow();
            if (row.State == SessionState.Pending) row.SubmittedAt ??= row.LastModifiedAt;
            return row;
        }
    }
}
