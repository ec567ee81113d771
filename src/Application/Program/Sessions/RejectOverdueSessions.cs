using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>
/// Rejects sessions that nobody has decided on before their event was over, some at a time; the server's own, at night. Nobody is told: whoever submitted one knows
/// that the event has been. Asked again, it finds the rest; what somebody else is writing just now is his, and is looked at the next time.
/// </summary>
/// <returns>How many it has rejected; none: there are none left.</returns>
internal sealed record RejectOverdueSessions : ICommand<int>
{
    internal const int BatchSize = 200;

    internal sealed class Handler(IData data, IAuthorization authorization, TimeProvider clock)
        : IRequestHandler<RejectOverdueSessions, int>
    {
        public Task<int> Handle(RejectOverdueSessions command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            var now = clock.GetUtcNow();

            // Several nodes share the rows instead of waiting for each other: each row is locked, looked at and changed by one of them.
            return data.ExecuteSqlAsync(
                $"""
                UPDATE sessions SET state = 'Rejected', is_mail_sent = false, last_modified_at = {now} WHERE id IN (
                    SELECT s.id FROM sessions s JOIN events e ON e.id = s.event_id
                    WHERE s.state = 'Pending' AND s.deleted_at IS NULL AND e.ends_at < {now} ORDER BY s.id LIMIT {BatchSize} FOR UPDATE OF s SKIP LOCKED)
                """,
                ct
            );
        }
    }
}
