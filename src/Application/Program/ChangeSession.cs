using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>A change of a session, its state among it.</summary>
internal sealed record ChangeSession(Session Row, Changes<Session> Changes) : ICommand<Session>
{
    internal sealed class Handler(IData data, IGate gate, SessionMails mails, TimeProvider clock) : IRequestHandler<ChangeSession, Session>
    {
        private static readonly SessionPolicy Policy = new();

        public async Task<Session> Handle(ChangeSession command, CancellationToken ct)
        {
            var (row, before) = (command.Row, command.Row.State);
            // Whether to mail is a wish, no change: by itself it alters nothing.
            var changes = command.Changes.Without(nameof(Session.SendEmail));
            if (!gate.Actor.Runs(row.EventId))
                changes = changes.Without(nameof(Session.Microlocation));
            await data.Set<SessionSpeaker>()
                .Include(s => s.Speaker)
                .Where(s => s.SessionId == row.Id && s.Speaker.DeletedAt == null)
                .LoadAsync(ct);
            gate.Require(Policy.Update(gate.Actor, row, changes));
            if (changes.IsEmpty)
                return row;
            changes.ApplyTo(row);
            if (changes.Touches(nameof(Session.StartsAt), nameof(Session.EndsAt)))
                SessionTimes.Require(row);
            row.LastModifiedAt = clock.GetUtcNow();
            if (row.State == SessionState.Pending)
                row.SubmittedAt ??= row.LastModifiedAt;
            if (row.State != before)
                await TellAsync(command, before, ct);
            return row;
        }

        private async Task TellAsync(ChangeSession command, SessionState before, CancellationToken ct)
        {
            if (before == SessionState.Draft)
                await mails.SubmittedAsync(command.Row, ct);
            var byMail = command.Changes.TryGet<bool?>(nameof(Session.SendEmail), out var wish) && wish == true;
            command.Row.IsMailSent = await mails.StateChangedAsync(command.Row, before, byMail, ct);
        }
    }
}
