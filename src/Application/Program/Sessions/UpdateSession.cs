using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Changes a session, including its state.</summary>
/// <param name="Row">With its speakers, which its policy reads.</param>
internal sealed record UpdateSession(Session Row, Changes<Session> Changes) : ICommand<Session>
{
    internal sealed class Handler(IAuthorization authorization, SessionNotifier notifier, TimeProvider clock)
        : IRequestHandler<UpdateSession, Session>
    {
        private static readonly SessionPolicy Policy = new();

        public async Task<Session> Handle(UpdateSession command, CancellationToken ct)
        {
            var row = command.Row;
            var previousState = command.Row.State;
            // SendEmail is an option of the request and not a change of the session.
            var changes = command.Changes.Without(nameof(Session.SendEmail));
            if (!authorization.Actor.HasCoorganizerAccess(row.EventId))
                changes = changes.Without(nameof(Session.Microlocation));
            authorization
                .Require(Policy.Update(authorization.Actor, row, changes))
                .Change(row, changes)
                .Change(row, nameof(Session.IsMailSent));
            if (changes.IsEmpty)
                return row;
            changes.ApplyTo(row);
            if (changes.ContainsAny(nameof(Session.StartsAt), nameof(Session.EndsAt)))
                SessionTimes.Require(row);
            row.LastModifiedAt = clock.GetUtcNow();
            if (row.State == SessionState.Pending)
                row.SubmittedAt ??= row.LastModifiedAt;
            if (row.State != previousState)
                await NotifyAsync(command, previousState, ct);
            if (changes.ContainsAny(nameof(Session.StartsAt), nameof(Session.EndsAt), nameof(Session.Microlocation)))
                await notifier.SendScheduleAsync(row, ct);
            return row;
        }

        private async Task NotifyAsync(UpdateSession command, SessionState previousState, CancellationToken ct)
        {
            if (previousState == SessionState.Draft)
                await notifier.NotifySubmittedAsync(command.Row, ct);
            var isEmailRequested = command.Changes.TryGet<bool?>(nameof(Session.SendEmail), out var sendEmail) && sendEmail == true;
            command.Row.IsMailSent = await notifier.NotifyStateChangedAsync(command.Row, previousState, isEmailRequested, ct);
        }
    }
}
