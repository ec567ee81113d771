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
    /// <summary>Requires all required answers, before an order is submitted (docs/reference/orders.md#required-answers).</summary>
    /// <param name="pointer">The JSON pointer under which the request names the order's attendees.</param>
    /// <exception cref="RejectedException">Invalid, naming every attendee and question.</exception>
    public async Task RequireCompleteAsync(Order order, Event e, string pointer, CancellationToken ct)
    {
        if (!e.IsTicketFormEnabled)
            return;
        var attendees = await data.Set<Attendee>()
            .AsNoTracking()
            .Include(a => a.Ticket)
            .Where(a => a.OrderId == order.Id && a.DeletedAt == null)
            .OrderBy(a => a.Id)
            .ToListAsync(ct);
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
        var ticket = await data.Set<Ticket>()
            .AsNoTracking()
            .Where(t => t.Id == attendee.TicketId)
            .Select(t => new { t.FormId, t.Event.IsTicketFormEnabled })
            .SingleAsync(ct);
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
        var questions = await data.Set<CustomForm>()
            .AsNoTracking()
            .Where(f => f.EventId == eventId && f.Form == CustomForm.Attendee && f.IsIncluded)
            .OrderBy(f => f.Id)
            .ToListAsync(ct);
        var ids = questions.Where(q => q.Type == "select").Select(q => q.Id).ToList();
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
