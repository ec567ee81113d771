using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>
/// Rejects one batch of sessions that are still pending after their event has ended (docs/reference/sessions.md#overdue-sessions). The
/// daily job runs it until no session is left. No e-mails are sent, because the event is already over. Rows that are locked by another
/// transaction are left for the next run.
/// </summary>
/// <returns>The number of rejected sessions; 0 if none is left.</returns>
internal sealed record RejectOverdueSessions : ICommand<int>
{
    internal const int BatchSize = 200;

    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock)
        : IRequestHandler<RejectOverdueSessions, int>
    {
        public Task<int> Handle(RejectOverdueSessions command, CancellationToken ct)
        {
            authorization.AsServer();
            var now = clock.GetUtcNow();

            // SKIP LOCKED lets several nodes share the work: each row is locked and changed by one node, and no node waits for another.
            return data.ExecuteSqlAsync(
                DirectWrites.RejectSessions,
                $"""
                UPDATE sessions SET state = 'Rejected', is_mail_sent = false, last_modified_at = {now} WHERE id IN (
                    SELECT s.id FROM sessions s JOIN events e ON e.id = s.event_id
                    WHERE s.state = 'Pending' AND s.deleted_at IS NULL AND e.ends_at < {now}
                    ORDER BY s.id LIMIT {BatchSize} FOR UPDATE OF s SKIP LOCKED)
                """,
                ct
            );
        }
    }
}
