using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Queues an e-mail to the organizers of each event with failed refunds or open disputes, once a day until a person has dealt with them.
/// Run by the daily job, on any node.
/// </summary>
/// <param name="RunAt">The time of the daily run.</param>
/// <param name="AfterEventId">Processes a batch of events with ids above this one.</param>
/// <param name="Except">Events that are left out, because they failed.</param>
/// <returns>The id of the last processed event. Null: there is none left.</returns>
internal sealed record SendPaymentProblems(DateTimeOffset RunAt, long AfterEventId = 0, params long[] Except) : ICommand<long?>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IOutbox outbox) : IRequestHandler<SendPaymentProblems, long?>
    {
        private const int BatchSize = 100;
        private const int MaxProblems = 50;

        public async Task<long?> Handle(SendPaymentProblems command, CancellationToken ct)
        {
            authorization.AsServer();
            var failed = data.Set<Refund>().AsNoTracking().Where(r => r.State == RefundState.Failed && !r.IsResolved);
            var disputed = data.Set<Payment>().AsNoTracking().Where(p => p.DisputeState == DisputeState.Open);
            var ids = await failed
                .Select(r => r.EventId)
                .Union(disputed.Select(p => p.EventId))
                .Where(id => id > command.AfterEventId && !command.Except.Contains(id))
                .OrderBy(id => id)
                .Take(BatchSize)
                .ToListAsync(ct);
            if (ids.Count == 0)
                return null;
            var organizers = await data.GetOrganizersAsync(ids, ct);
            foreach (var id in ids)
                await DailyEmailException.ForEventAsync(id, async () =>
                {
                    var problems = await ListProblemsAsync(failed.Where(r => r.EventId == id), disputed.Where(p => p.EventId == id), ct);
                    await SendAsync(id, command.RunAt, problems, organizers[id], ct);
                });
            return ids[^1];
        }

        private static async Task<List<PaymentProblem>> ListProblemsAsync(
            IQueryable<Refund> failed,
            IQueryable<Payment> disputed,
            CancellationToken ct
        )
        {
            List<PaymentProblem> problems = [];
            foreach (var payment in await disputed.OrderBy(p => p.DisputeDueAt).Take(MaxProblems + 1).ToListAsync(ct))
                problems.Add(
                    new PaymentProblem(
                        payment.OrderIdentifier,
                        $"The buyer disputes {MoneyText.Format(payment.DisputedAmount, payment.Currency)}."
                            + (payment.DisputeDueAt is { } due ? $" Answer before {due.UtcDateTime:d MMMM yyyy HH:mm} UTC." : "")
                    )
                );
            foreach (var refund in await failed.Include(r => r.Payment).OrderBy(r => r.Id).Take(MaxProblems + 1).ToListAsync(ct))
                problems.Add(
                    new PaymentProblem(
                        refund.Payment.OrderIdentifier,
                        $"The refund of {MoneyText.Format(refund.Amount, refund.Payment.Currency)} failed. "
                            + RefundFailure.Explain(refund.Failure)
                    )
                );
            return problems;
        }

        private async Task SendAsync(
            long eventId,
            DateTimeOffset runAt,
            List<PaymentProblem> problems,
            IEnumerable<TeamMember> organizers,
            CancellationToken ct
        )
        {
            var name = await data.Set<Event>().Where(e => e.Id == eventId).Select(e => e.Name).SingleAsync(ct);
            foreach (var member in organizers)
                outbox.AddEmail(
                    $"{nameof(PaymentProblems)} {eventId} {runAt.UtcDateTime:yyyy-MM-dd} {member.Email}",
                    member.Email,
                    new PaymentProblems(
                        member.FullName ?? "",
                        name,
                        [.. problems.Take(MaxProblems)],
                        Math.Max(0, problems.Count - MaxProblems)
                    )
                );
        }
    }
}
