using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Check-ins as a table (RFC 4180), of those events only at whose door the caller stands.</summary>
/// <param name="EventId">Null: every such event.</param>
internal sealed record ExportCheckIns(long? EventId, long? SessionId, DateOnly? Day, string? StationType) : IRequest<string>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<ExportCheckIns, string>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<string> Handle(ExportCheckIns query, CancellationToken ct)
        {
            gate.Require(
                Decision.When(
                    gate.Actor.IsStaff || gate.Actor.Roles.Any(r => gate.Actor.Registers(r.EventId)),
                    "Registrar access is required."
                )
            );
            if (query.EventId is { } asked)
                gate.Require(UserCheckInPolicy.Registers(gate.Actor, asked));
            var rows = await data.Set<UserCheckIn>()
                .Where(Policy.Visible(gate.Actor))
                .Where(c =>
                    (query.EventId == null || c.EventId == query.EventId)
                    && (query.SessionId == null || c.SessionId == query.SessionId)
                    && (query.Day == null || c.Day == query.Day)
                    && (query.StationType == null || c.StationType == query.StationType)
                )
                .OrderBy(c => c.At)
                .ThenBy(c => c.Id)
                .Take(Limits.Rows + 1)
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
            if (rows.Count > Limits.Rows)
                throw Refused.Invalid($"There are more than {Limits.Rows} rows: ask for one day.", "/date");
            var csv = new StringBuilder("Event,Station,Type,Room,Session,Time,First name,Last name,E-mail,Ticket,Device\r\n");
            foreach (var r in rows)
                csv.AppendJoin(
                        ',',
                        new[]
                        {
                            r.Event,
                            r.StationName,
                            r.StationType,
                            r.Room,
                            r.Session,
                            TimesAtTheDoor.Text(r.At),
                            r.Firstname,
                            r.Lastname,
                            r.Email,
                            r.Ticket,
                            r.DeviceName,
                        }.Select(Cell)
                    )
                    .Append("\r\n");
            return csv.ToString();
        }

        /// <summary>Quoted; what a spreadsheet would take for a formula gets an apostrophe, as people typed it.</summary>
        private static string Cell(string? text)
        {
            if (string.IsNullOrEmpty(text))
                return "";
            if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
                text = "'" + text;
            return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }
    }
}
