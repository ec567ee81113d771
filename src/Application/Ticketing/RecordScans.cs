using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Codes that a device has scanned at a station: one right now, or many that it kept while it was offline. Each has an id that the device made; a scan that
/// was reported before is answered as it was then and changes nothing, so a batch may be sent again until it is answered.
/// </summary>
internal sealed record RecordScans(Key Station, IReadOnlyList<RecordScans.Reading> Readings) : ICommand<IReadOnlyList<RecordScans.Answer>>
{
    public const int Most = 500;

    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <param name="Code">The QR code's text.</param>
    /// <param name="At">Null: now.</param>
    /// <param name="SessionId">Not asked for at a registration.</param>
    internal sealed record Reading(Guid Id, string Code, DateTimeOffset? At, string? Device, long? SessionId);

    /// <param name="Repeated">It had been reported before.</param>
    internal sealed record Answer(Guid Id, bool Success, string Message, bool Repeated, long? AttendeeId, string? Name, string? Ticket);

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, Door door, TimeProvider clock)
        : IRequestHandler<RecordScans, IReadOnlyList<Answer>>
    {
        public async Task<IReadOnlyList<Answer>> Handle(RecordScans command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Registrar access is required."));
            var stations = catalog.Of<Station>();
            var station = await data.Set<Station>()
                .AsNoTracking()
                .Include(s => s.Event)
                .Where(stations.VisibleTo(gate.Actor, trashed: false))
                .Where(command.Station.On(stations))
                .SingleOrDefaultAsync(ct)
                ?? throw Refused.Missing("station", command.Station.Text);
            gate.Require(UserCheckInPolicy.Registers(gate.Actor, station.EventId));

            var attendees = await AttendeesAsync(station.EventId, command.Readings, ct);
            var ids = command.Readings.Select(r => r.Id).ToList();
            var known = await data.Set<Scan>()
                .Where(s => s.EventId == station.EventId && ids.Contains(s.ScanId))
                .ToDictionaryAsync(s => s.ScanId, ct);
            var asked = command.Readings.Select(r => r.SessionId).OfType<long>().Distinct().ToList();
            var sessions = await data.Set<Session>()
                .AsNoTracking()
                .Where(s => asked.Contains(s.Id) && s.DeletedAt == null)
                .ToDictionaryAsync(s => s.Id, ct);
            var now = clock.GetUtcNow();
            Dictionary<Guid, Answer> answers = [];
            foreach (var reading in command.Readings.OrderBy(r => r.At ?? now))
            {
                var attendee = attendees.GetValueOrDefault(reading.Code);
                answers[reading.Id] =
                    known.TryGetValue(reading.Id, out var scan) ? Told(scan, attendee, repeated: true)
                    : attendee is null
                        ? new Answer(reading.Id, false, "There is no ticket of that code for this event.", false, null, null, null)
                    : reading.At > now + ClockSlack
                        ? new Answer(
                            reading.Id,
                            false,
                            "The scan is of the future: the device's clock is wrong.",
                            false,
                            attendee.Id,
                            null,
                            null
                        )
                    : Told(
                        await PassAsync(
                            station,
                            reading.SessionId is { } s ? sessions.GetValueOrDefault(s) : null,
                            attendee,
                            reading,
                            now,
                            ct
                        ),
                        attendee,
                        repeated: false
                    );
            }

            return [.. command.Readings.Select(r => answers[r.Id])];
        }

        private async Task<Scan> PassAsync(
            Station station,
            Session? session,
            Attendee attendee,
            Reading reading,
            DateTimeOffset now,
            CancellationToken ct
        )
        {
            var passage = await door.PassAsync(station, session, attendee, reading.At ?? now, reading.Device, isTeam: false, ct);
            var scan = new Scan
            {
                EventId = station.EventId,
                ScanId = reading.Id,
                AttendeeId = attendee.Id,
                Success = passage.Row is not null,
                Message = passage.Message,
            };
            data.Set<Scan>().Add(scan);
            return scan;
        }

        /// <summary>By code, each locked, in the order of ids, so that no two devices wait for each other.</summary>
        private async Task<Dictionary<string, Attendee>> AttendeesAsync(long eventId, IReadOnlyList<Reading> readings, CancellationToken ct)
        {
            var codes = readings.Select(r => r.Code).ToHashSet();
            var identifiers = codes.Select(c => c[(c.LastIndexOf('-') + 1)..]).Distinct().ToList();
            var found = await data.Set<Attendee>()
                .Where(a => a.EventId == eventId && a.Order != null && identifiers.Contains(a.Identifier))
                .Select(a => new
                {
                    a.Id,
                    a.Identifier,
                    Order = a.Order!.Identifier,
                })
                .OrderBy(a => a.Id)
                .ToListAsync(ct);
            var named = found.Where(a => codes.Contains(TicketPrint.CodeOf(a.Order, a.Identifier))).ToList();
            foreach (var one in named)
                await data.LockAsync<Attendee>(one.Id, ct);
            var ids = named.ConvertAll(a => a.Id);
            var rows = await data.Set<Attendee>()
                .Include(a => a.Order)
                .Include(a => a.Ticket)
                .Where(a => ids.Contains(a.Id))
                .ToListAsync(ct);
            return rows.ToDictionary(a => TicketPrint.CodeOf(a.Order!.Identifier, a.Identifier));
        }

        private static Answer Told(Scan scan, Attendee? attendee, bool repeated) =>
            new(scan.ScanId, scan.Success, scan.Message, repeated, scan.AttendeeId, attendee?.FullName, attendee?.Ticket.Name);
    }
}
