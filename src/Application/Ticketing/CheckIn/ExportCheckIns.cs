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
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<ExportCheckIns, string>
    {
        private static readonly UserCheckInPolicy Policy = new();

        public async Task<string> Handle(ExportCheckIns query, CancellationToken ct)
        {
            authorization.Require(
                Decision.AllowIf(
                    authorization.Actor.IsStaff || authorization.Actor.Roles.Any(r => authorization.Actor.HasRegistrarAccess(r.EventId)),
                    "Registrar access is required."
                )
            );
            if (query.EventId is { } eventId)
                authorization.Require(UserCheckInPolicy.RegistrarOnly(authorization.Actor, eventId));
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
                throw RejectedException.Invalid($"There are more than {QueryLimits.Rows} rows: ask for one day.", "/date");
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
                            CheckInTimes.Format(r.At),
                            r.Firstname,
                            r.Lastname,
                            r.Email,
                            r.Ticket,
                            r.DeviceName,
                        }.Select(QuoteCell)
                    )
                    .Append("\r\n");
            return csv.ToString();
        }

        /// <summary>Quoted; what a spreadsheet would take for a formula gets an apostrophe, as people typed it.</summary>
        private static string QuoteCell(string? text)
        {
            if (string.IsNullOrEmpty(text))
                return "";
            if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
                text = "'" + text;
            return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }
    }
}
