using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Writes to the organizers of published events the day after their end. Each letter is once, as the outbox knows its key; the server's own, at each daily round,
/// on any node.
/// </summary>
/// <param name="RunAt">The round's time.</param>
/// <param name="AfterEventId">Events are looked at in the order of their ids.</param>
/// <returns>The last event that it has looked at; null: there is none left.</returns>
internal sealed record SendAfterEventEmails(DateTimeOffset RunAt, long AfterEventId = 0) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, IFrontend frontend)
        : IRequestHandler<SendAfterEventEmails, long?>
    {
        private const int BatchSize = 100;

        public async Task<long?> Handle(SendAfterEventEmails command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            var events = await data.Set<Event>()
                .AsNoTracking()
                .RecentlyEnded(command.RunAt)
                .Where(e => e.Id > command.AfterEventId)
                .OrderBy(e => e.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
            List<Event> due = [.. events.Where(e => EndedEvents.IsDue(e, command.RunAt))];
            var organizers = await data.GetOrganizersAsync([.. due.Select(e => e.Id)], ct);
            foreach (var e in due)
            {
                var url = await frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}", ct);
                foreach (var member in organizers[e.Id])
                    outbox.AddEmail(
                        $"{nameof(AfterEvent)} {e.Identifier} {member.Email}",
                        member.Email,
                        new AfterEvent(member.FullName ?? "", e.Name, url)
                    );
            }

            return events.Count == 0 ? null : events[^1].Id;
        }
    }
}
