using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The attendees of an event, with the answers to the event's own questions.</summary>
internal sealed class AttendeesTable(IData data, TimeProvider clock) : IExportTable
{
    private static readonly ExportColumn[] Columns =
    [
        new("Order#", 3),
        new("Order Date"),
        new("Status", 1.8),
        new("Payment Type"),
        new("Ticket Name", 2),
        new("Ticket Type"),
        new("Ticket Price"),
        new("Ticket Code"),
        new("First Name", 1.7),
        new("Last Name", 1.7),
        new("Email", 2.6),
        new("Phone"),
        new("Job Title"),
        new("Company"),
        new("Tax ID"),
        new("Address"),
        new("City"),
        new("State"),
        new("Country"),
        new("Website"),
        new("Gender"),
        new("Age Group"),
        new("Notes"),
        new("Checked In", 1),
        new("Check-in Times"),
    ];

    public string Name => "attendees";

    public async Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        [.. Columns, .. (await LoadQuestionsAsync(context.EventId, ct)).Select(q => new ExportColumn(q.Heading))];

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = context.EventId;
        var questions = await LoadQuestionsAsync(id, ct);
        var rows = KeysetBatches.ReadAsync(
            last =>
                data.Set<Attendee>()
                    .AsNoTracking()
                    .Include(a => a.Ticket)
                    .Include(a => a.Order)
                    .Where(a => a.EventId == id && a.DeletedAt == null && a.Id > last)
                    .OrderBy(a => a.Id),
            a => a.Id,
            ct
        );
        await foreach (var a in rows)
            yield return [.. Describe(context, a), .. ReadAnswers(a, questions)];
    }

    private string?[] Describe(ExportContext context, Attendee a) =>
        [
            a.Order?.Identifier,
            context.Format(a.Order?.CreatedAt),
            StatusOf(a.Order),
            a.Order?.PaymentMode,
            a.Ticket.Name,
            a.Ticket.Type,
            ExportContext.FormatAmount(a.Ticket.Price),
            a.Order is { } order ? TicketDocument.FormatQrCodeText(order.Identifier, a.Identifier) : a.Identifier,
            a.Firstname,
            a.Lastname,
            a.Email,
            a.Phone,
            a.JobTitle,
            a.Company,
            a.TaxBusinessInfo,
            a.Address,
            a.City,
            a.State,
            a.Country,
            a.Website,
            a.Gender,
            a.AgeGroup,
            a.AttendeeNotes,
            ExportContext.Format(a.IsCheckedIn),
            a.CheckinTimes,
        ];

    private string? StatusOf(Order? order) => order?.StatusAt(clock.GetUtcNow()).ToString().ToLowerInvariant();

    private async Task<List<(string Key, string Heading)>> LoadQuestionsAsync(long eventId, CancellationToken ct) =>
        [
            .. (
                await data.Set<CustomForm>()
                    .AsNoTracking()
                    .Where(f => f.EventId == eventId && f.Form == CustomForm.Attendee)
                    .OrderBy(f => f.Position)
                    .ThenBy(f => f.Id)
                    .ToListAsync(ct)
            )
                .Where(f => f.IsComplex)
                .DistinctBy(f => FormFields.NormalizeName(f.FieldIdentifier))
                .Select(f => (FormFields.NormalizeName(f.FieldIdentifier), f.Name ?? f.FieldIdentifier)),
        ];

    private static string?[] ReadAnswers(Attendee attendee, List<(string Key, string Heading)> questions)
    {
        if (questions.Count == 0)
            return [];
        var answers = FormAnswers.Read(attendee.ComplexFieldValues);
        return [.. questions.Select(q => answers.GetValueOrDefault(q.Key))];
    }
}
