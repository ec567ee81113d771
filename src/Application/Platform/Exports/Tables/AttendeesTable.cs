using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The attendees of an event, with the answers to the event's own questions.</summary>
internal sealed class AttendeesTable(IData data, TimeProvider clock) : ExportTable<AttendeesTable.Row>
{
    /// <param name="Answers">See <see cref="FormAnswers.Read"/>.</param>
    internal sealed record Row(Attendee Attendee, Dictionary<string, string?> Answers);

    public override string Name => "attendees";

    public override IReadOnlyList<string> RequiredModules => [TokenModule.Attendees, TokenModule.Ticketing];

    protected override async Task<IReadOnlyList<TableField<Row>>> GetFieldsAsync(ExportContext context, CancellationToken ct) =>
        [
            new("Order#", r => r.Attendee.Order?.Identifier, 3),
            new("Order Date", r => context.Format(r.Attendee.Order?.CreatedAt)),
            new("Status", r => r.Attendee.Order?.StatusAt(clock.GetUtcNow()).ToString().ToLowerInvariant(), 1.8),
            new("Payment Type", r => r.Attendee.Order?.PaymentMode),
            new("Ticket Name", r => r.Attendee.Ticket.Name, 2),
            new("Ticket Type", r => r.Attendee.Ticket.Type),
            new("Ticket Price", r => ExportContext.FormatAmount(r.Attendee.Ticket.Price)),
            new("Ticket Code", r => FormatCode(r.Attendee)),
            new("First Name", r => r.Attendee.Firstname, 1.7),
            new("Last Name", r => r.Attendee.Lastname, 1.7),
            new("Email", r => r.Attendee.Email, 2.6),
            new("Phone", r => r.Attendee.Phone),
            new("Job Title", r => r.Attendee.JobTitle),
            new("Company", r => r.Attendee.Company),
            new("Tax ID", r => r.Attendee.TaxBusinessInfo),
            new("Address", r => r.Attendee.Address),
            new("City", r => r.Attendee.City),
            new("State", r => r.Attendee.State),
            new("Country", r => r.Attendee.Country),
            new("Website", r => r.Attendee.Website),
            new("Gender", r => r.Attendee.Gender),
            new("Age Group", r => r.Attendee.AgeGroup),
            new("Notes", r => r.Attendee.AttendeeNotes),
            new("Checked In", r => ExportContext.Format(r.Attendee.IsCheckedIn), 1),
            new("Check-in Times", r => r.Attendee.CheckinTimes),
            .. (await LoadQuestionsAsync(context.EventId, ct)).Select(q => new TableField<Row>(q.Heading, r =>
                r.Answers.GetValueOrDefault(q.Key)
            )),
        ];

    protected override IAsyncEnumerable<Row> ReadRowsAsync(ExportContext context, CancellationToken ct)
    {
        var id = context.EventId;
        var attendees = KeysetBatches.ReadAsync(
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
        return attendees.Select(a => new Row(a, FormAnswers.Read(a.ComplexFieldValues)));
    }

    private static string FormatCode(Attendee a) =>
        a.Order is { } order ? TicketDocument.FormatQrCodeText(order.Identifier, a.Identifier) : a.Identifier;

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
}
