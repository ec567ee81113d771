using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Sends an e-mail to the organizers of published events on the day after their end. The daily job sends this command on every node. The
/// outbox key makes sure that each e-mail is sent once.
/// </summary>
/// <param name="RunAt">The time of the daily run.</param>
/// <param name="AfterEventId">Only events with a higher id are checked. Events are checked in the order of their ids.</param>
/// <param name="Except">Events that are left out, because they failed.</param>
/// <returns>The id of the last event that was checked, or null if no event is left.</returns>
internal sealed record SendAfterEventEmails(DateTimeOffset RunAt, long AfterEventId = 0, params long[] Except) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, IFrontend frontend)
        : IRequestHandler<SendAfterEventEmails, long?>
    {
        public async Task<long?> Handle(SendAfterEventEmails command, CancellationToken ct)
        {
            authorization.AsServer();
            var events = await data.Set<Event>().RecentlyEnded(command.RunAt).TakeBatchAsync(command.AfterEventId, command.Except, ct);
            var due = await events.WhereDueAsync(command.RunAt);
            var organizers = await data.GetOrganizersAsync([.. due.Select(e => e.Id)], ct);
            foreach (var e in due)
                await DailyEmailException.ForEventAsync(e.Id, async () =>
                {
                    var url = await frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}", ct);
                    foreach (var member in organizers[e.Id])
                        outbox.AddEmail(
                            $"{nameof(AfterEvent)} {e.Identifier} {member.Email}",
                            member.Email,
                            new AfterEvent(member.FullName ?? "", e.Name, url)
                        );
                });

            return events.Count == 0 ? null : events[^1].Id;
        }
    }
}
