using CsvHelper;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Exports check-ins as CSV (RFC 4180), of the events of which the caller is a registrar (docs/reference/check-in.md#check-in-csv).
/// </summary>
/// <param name="EventId">Null: all these events.</param>
/// <param name="Day">The day in the event's time zone. Null: all days.</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record ExportCheckIns(long? EventId, long? SessionId, DateOnly? Day, string? StationType) : IRequest<string>
{
    internal sealed class Rules : AbstractValidator<ExportCheckIns>
    {
        public Rules() =>
            RuleFor(q => q.StationType)
                .Must(type => type is null or Station.Registration or Station.Daily or Station.CheckIn or Station.CheckOut)
                .WithMessage("Must be a station type.")
                .As(RejectionKind.Malformed)
                .At("/type");
    }

    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<ExportCheckIns, string>
    {
        private static readonly UserCheckInPolicy Policy = new();

        private static readonly string[] Columns =
        [
            "Event",
            "Station",
            "Type",
            "Room",
            "Session",
            "Time",
            "First name",
            "Last name",
            "E-mail",
            "Ticket",
            "Device",
        ];

        /// <summary>An apostrophe is put before user input that a spreadsheet would execute as a formula.</summary>
        private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape };

        public async Task<string> Handle(ExportCheckIns query, CancellationToken ct)
        {
            authorization.Require(
                query.EventId is { } eventId
                    ? authorization.Actor.RegistrarOnly(eventId)
                    : Decision.AllowIf(IsRegistrar(authorization.Actor), ActorDecisions.RegistrarAccess)
            );
            var rows = await data.Set<UserCheckIn>()
                .Where(Policy.Visible(authorization.Actor))
                .Where(c =>
                    (query.EventId == null || c.EventId == query.EventId)
                    && (query.SessionId == null || c.SessionId == query.SessionId)
                    && (query.Day == null || c.Day == query.Day)
                    && (query.StationType == null || c.StationType == query.StationType)
                )
                .OrderBy(c => c.At)
                .ThenBy(c => c.Id)
                .Take(QueryLimits.Rows + 1)
                .Select(c => new
                {
                    Event = c.Event.Name,
                    c.Station.StationName,
                    c.StationType,
                    Room = c.Microlocation.Name,
                    Session = c.Session == null ? null : c.Session.Title,
                    c.At,
                    c.TicketHolder.Firstname,
                    c.TicketHolder.Lastname,
                    c.TicketHolder.Email,
                    Ticket = c.TicketHolder.Ticket.Name,
                    c.DeviceName,
                })
                .ToListAsync(ct);
            if (rows.Count > QueryLimits.Rows)
                throw RejectedException.Invalid($"There are more than {QueryLimits.Rows} rows. Select one day.", "/date");
            using var text = new StringWriter();
            using (var csv = CsvWriter.Create(text, Format))
            {
                csv.WriteHeader(Columns);
                foreach (var r in rows)
                    WriteRecord(
                        csv,
                        r.Event,
                        r.StationName,
                        r.StationType,
                        r.Room,
                        r.Session,
                        CheckInTimes.Format(r.At),
                        r.Firstname,
                        r.Lastname,
                        r.Email,
                        r.Ticket,
                        r.DeviceName
                    );
            }

            return text.ToString();
        }

        private static bool IsRegistrar(Actor actor) => actor.IsStaff || actor.Roles.Any(r => actor.HasRegistrarAccess(r.EventId));

        /// <summary>Quotes every cell that has a text, because some spreadsheets take an unquoted one for a number or a date.</summary>
        private static void WriteRecord(CsvWriter csv, params ReadOnlySpan<string?> cells)
        {
            foreach (var cell in cells)
                csv.WriteField(cell, string.IsNullOrEmpty(cell) ? CsvQuoting.WhenNeeded : CsvQuoting.Always);
            csv.EndRecord();
        }
    }
}
