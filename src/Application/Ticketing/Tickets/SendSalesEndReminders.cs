using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Queues e-mails to the organizers of published events whose ticket sales ended yesterday, end tomorrow or end in a week: one e-mail for
/// each event, stage and organizer. Each is sent once, because the outbox ignores a known key. Run by the daily job, on any node.
/// </summary>
/// <param name="RunAt">The time of the daily run.</param>
/// <param name="AfterEventId">Processes a batch of events with ids above this one.</param>
/// <param name="Except">Events that are left out, because they failed.</param>
/// <returns>The id of the last processed event. Null: there is none left.</returns>
internal sealed record SendSalesEndReminders(DateTimeOffset RunAt, long AfterEventId = 0, params long[] Except) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox, IFrontend frontend)
        : IRequestHandler<SendSalesEndReminders, long?>
    {
        private const int BatchSize = 100;

        public async Task<long?> Handle(SendSalesEndReminders command, CancellationToken ct)
        {
            authorization.AsServer();
            // The range covers the local dates of all time zones. The schedule then selects the exact days.
            var from = command.RunAt.AddDays(-3);
            var to = command.RunAt.AddDays(9);
            var due = data.Set<Ticket>()
                .AsNoTracking()
                .Where(t =>
                    t.DeletedAt == null
                    && t.SalesEndsAt > from
                    && t.SalesEndsAt < to
                    && t.Event.DeletedAt == null
                    && t.Event.State == EventState.Published
                );
            var ids = await due.Where(t => t.EventId > command.AfterEventId && !command.Except.Contains(t.EventId))
                .Select(t => t.EventId)
                .Distinct()
                .OrderBy(id => id)
                .Take(BatchSize)
                .ToListAsync(ct);
            if (ids.Count == 0)
                return null;
            var tickets = await due.Where(t => ids.Contains(t.EventId))
                .Include(t => t.Event)
                .OrderBy(t => t.EventId)
                .ThenBy(t => t.SalesEndsAt)
                .ThenBy(t => t.Id)
                .ToListAsync(ct);
            var organizers = await data.GetOrganizersAsync(ids, ct);
            foreach (var ofEvent in tickets.GroupBy(t => t.EventId))
                await DailyEmailException.ForEventAsync(ofEvent.Key, async () =>
                {
                    foreach (var sales in ofEvent.GroupBy(t => StageOf(t, command.RunAt)))
                        if (sales.Key is { } stage)
                            await SendAsync(sales.First().Event, stage, [.. sales], organizers[ofEvent.Key], ct);
                });
            return ids[^1];
        }

        private static SalesEndReminderStage? StageOf(Ticket ticket, DateTimeOffset runAt) =>
            SalesEndReminderSchedule.StageOn(
                EventTimeZone.LocalDate(ticket.SalesEndsAt, ticket.Event.Timezone),
                EventTimeZone.LocalDate(runAt, ticket.Event.Timezone)
            );

        private async Task SendAsync(
            Event e,
            SalesEndReminderStage stage,
            IReadOnlyList<Ticket> tickets,
            IEnumerable<TeamMember> organizers,
            CancellationToken ct
        )
        {
            List<TicketSale> sales = [.. tickets.Select(t => new TicketSale(t.Name, t.SalesEndsAt, e.Timezone))];
            var day = EventTimeZone.LocalDate(tickets[0].SalesEndsAt, e.Timezone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var url = await frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}/tickets", ct);
            foreach (var member in organizers)
            {
                EmailMessage message = stage switch
                {
                    SalesEndReminderStage.Ended => new TicketSalesEnd(member.FullName ?? "", e.Name, sales, url),
                    SalesEndReminderStage.Tomorrow => new TicketSalesEndTomorrow(member.FullName ?? "", e.Name, sales, url),
                    _ => new TicketSalesEndNextWeek(member.FullName ?? "", e.Name, sales, url),
                };
                outbox.AddEmail($"{message.GetType().Name} {e.Identifier} {day} {member.Email}", member.Email, message);
            }
        }
    }
}
