using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Validates attendees' answers to the questions of their event's ticket form.</summary>
internal sealed class AttendeeFormValidator(IData data)
{
    private static readonly CompiledQuery<Func<DbContext, long, CancellationToken, Task<TicketForm>>> FormOfTicket = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long ticketId, CancellationToken ct) =>
                db.Set<Ticket>().Where(t => t.Id == ticketId).Select(t => new TicketForm(t.FormId, t.Event.IsTicketFormEnabled)).Single()
        )
    );

    private static readonly CompiledQuery<Func<DbContext, long, IAsyncEnumerable<CustomForm>>> QuestionsOfEvent = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long eventId) =>
                db.Set<CustomForm>()
                    .AsNoTracking()
                    .OrderBy(f => f.Id)
                    .Where(f => f.EventId == eventId && f.Form == CustomForm.Attendee && f.IsIncluded)
        )
    );

    private static readonly CompiledQuery<Func<DbContext, long, IAsyncEnumerable<Attendee>>> AttendeesOfOrder = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long orderId) =>
                db.Set<Attendee>()
                    .AsNoTracking()
                    .Include(a => a.Ticket)
                    .OrderBy(a => a.Id)
                    .Where(a => a.OrderId == orderId && a.DeletedAt == null)
        )
    );

    private sealed record TicketForm(string? FormId, bool IsTicketFormEnabled);

    /// <summary>Requires all required answers, before an order is submitted (docs/reference/orders.md#required-answers).</summary>
    /// <param name="pointer">The JSON pointer under which the request names the order's attendees.</param>
    /// <exception cref="RejectedException">Invalid, naming every attendee and question.</exception>
    public async Task RequireCompleteAsync(Order order, Event e, string pointer, CancellationToken ct)
    {
        if (!e.IsTicketFormEnabled)
            return;
        var (db, attendeesOfOrder) = AttendeesOfOrder.For(data.Set<Attendee>());
        var attendees = await attendeesOfOrder(db, order.Id).ToListAsync(ct);
        var form = await GetFormAsync(e.Id, ct);
        ThrowIfAny([
            .. attendees.SelectMany(a =>
                form.Validate(a, a.Ticket.FormId)
                    .Select(p => new Problem($"Attendee {a.Id}: {p.Detail}", pointer, Id: a.Id.ToString(CultureInfo.InvariantCulture)))
            ),
        ]);
    }

    /// <summary>Requires that the given answers are valid. Required answers may still be missing.</summary>
    /// <exception cref="RejectedException">Invalid, with a pointer to every invalid answer.</exception>
    public async Task RequireValidAnswersAsync(Attendee attendee, CancellationToken ct)
    {
        var (db, formOfTicket) = FormOfTicket.For(data.Set<Ticket>());
        var ticket = await formOfTicket(db, attendee.TicketId, ct);
        if (!ticket.IsTicketFormEnabled)
            return;
        ThrowIfAny([
            .. (await GetFormAsync(attendee.EventId, ct))
                .Validate(attendee, ticket.FormId, isSubmitted: false)
                .Select(p => new Problem(p.Detail, p.Pointer)),
        ]);
    }

    private async Task<AttendeeForm> GetFormAsync(long eventId, CancellationToken ct)
    {
        var (db, questionsOfEvent) = QuestionsOfEvent.For(data.Set<CustomForm>());
        var questions = await questionsOfEvent(db, eventId).ToListAsync(ct);
        var ids = questions.Where(q => q.Type == "select").Select(q => q.Id).ToList();
        if (ids.Count == 0)
            return new AttendeeForm(questions, new Dictionary<long, string[]>());
        var options = await data.Set<CustomFormOption>()
            .AsNoTracking()
            .Where(o => ids.Contains(o.CustomFormId) && o.DeletedAt == null)
            .Select(o => new { o.CustomFormId, o.Value })
            .ToListAsync(ct);
        return new AttendeeForm(
            questions,
            options.GroupBy(o => o.CustomFormId).ToDictionary(g => g.Key, g => g.Select(o => o.Value).ToArray())
        );
    }

    private static void ThrowIfAny(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
    }
}
