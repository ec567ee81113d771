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
internal sealed record RecordScans(ResourceKey Station, IReadOnlyList<RecordScans.ScanRequest> Scans)
    : ICommand<IReadOnlyList<RecordScans.ScanResult>>
{
    public const int MaxScans = 500;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <param name="Code">The QR code's text.</param>
    /// <param name="At">Null: now.</param>
    /// <param name="SessionId">Not asked for at a registration.</param>
    internal sealed record ScanRequest(Guid Id, string Code, DateTimeOffset? At, string? Device, long? SessionId);

    /// <param name="Repeated">It had been reported before.</param>
    internal sealed record ScanResult(Guid Id, bool Success, string Message, bool Repeated, long? AttendeeId, string? Name, string? Ticket);

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        CheckInRecorder recorder,
        TimeProvider clock
    ) : IRequestHandler<RecordScans, IReadOnlyList<ScanResult>>
    {
        public async Task<IReadOnlyList<ScanResult>> Handle(RecordScans command, CancellationToken ct)
        {
            authorization.Require(
                Decision.AllowIf(authorization.Actor.IsSignedIn || authorization.Actor.IsStaff, "Registrar access is required.")
            );
            var stations = catalog.Of<Station>();
            var station = await data.Set<Station>()
                .AsNoTracking()
                .Include(s => s.Event)
                .Where(stations.VisibleTo(authorization.Actor, trashed: false))
                .Where(command.Station.Matches(stations))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("station", command.Station.Text);
            authorization.Require(UserCheckInPolicy.RegistrarOnly(authorization.Actor, station.EventId));

            var attendees = await LockAttendeesAsync(station.EventId, command.Scans, ct);
            var ids = command.Scans.Select(r => r.Id).ToList();
            var earlierScans = await data.Set<Scan>()
                .Where(s => s.EventId == station.EventId && ids.Contains(s.ScanId))
                .ToDictionaryAsync(s => s.ScanId, ct);
            var sessionIds = command.Scans.Select(r => r.SessionId).OfType<long>().Distinct().ToList();
            var sessions = await data.Set<Session>()
                .AsNoTracking()
                .Where(s => sessionIds.Contains(s.Id) && s.DeletedAt == null)
                .ToDictionaryAsync(s => s.Id, ct);
            var now = clock.GetUtcNow();
            Dictionary<Guid, ScanResult> results = [];
            foreach (var request in command.Scans.OrderBy(r => r.At ?? now))
            {
                var attendee = attendees.GetValueOrDefault(request.Code);
                results[request.Id] =
                    earlierScans.TryGetValue(request.Id, out var scan) ? ToResult(scan, attendee, repeated: true)
                    : attendee is null
                        ? new ScanResult(request.Id, false, "There is no ticket of that code for this event.", false, null, null, null)
                    : request.At > now + ClockTolerance
                        ? new ScanResult(
                            request.Id,
                            false,
                            "The scan is of the future: the device's clock is wrong.",
                            false,
                            attendee.Id,
                            null,
                            null
                        )
                    : ToResult(
                        await RecordAsync(
                            station,
                            request.SessionId is { } s ? sessions.GetValueOrDefault(s) : null,
                            attendee,
                            request,
                            now,
                            ct
                        ),
                        attendee,
                        repeated: false
                    );
            }

            return [.. command.Scans.Select(r => results[r.Id])];
        }

        private async Task<Scan> RecordAsync(
            Station station,
            Session? session,
            Attendee attendee,
            ScanRequest request,
            DateTimeOffset now,
            CancellationToken ct
        )
        {
            var result = await recorder.RecordAsync(station, session, attendee, request.At ?? now, request.Device, isTeam: false, ct);
            var scan = new Scan
            {
                EventId = station.EventId,
                ScanId = request.Id,
                AttendeeId = attendee.Id,
                Success = result.Row is not null,
                Message = result.Message,
            };
            data.Set<Scan>().Add(scan);
            return scan;
        }

        /// <summary>By code, each locked, in the order of ids, so that no two devices wait for each other.</summary>
        private async Task<Dictionary<string, Attendee>> LockAttendeesAsync(
            long eventId,
            IReadOnlyList<ScanRequest> requests,
            CancellationToken ct
        )
        {
            var codes = requests.Select(r => r.Code).ToHashSet();
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
            var matching = found.Where(a => codes.Contains(TicketDocument.FormatQrCodeText(a.Order, a.Identifier))).ToList();
            foreach (var match in matching)
                await data.LockRowAsync<Attendee>(match.Id, ct);
            var ids = matching.ConvertAll(a => a.Id);
            var rows = await data.Set<Attendee>()
                .Include(a => a.Order)
                .Include(a => a.Ticket)
                .Where(a => ids.Contains(a.Id))
                .ToListAsync(ct);
            return rows.ToDictionary(a => TicketDocument.FormatQrCodeText(a.Order!.Identifier, a.Identifier));
        }

        private static ScanResult ToResult(Scan scan, Attendee? attendee, bool repeated) =>
            new(scan.ScanId, scan.Success, scan.Message, repeated, scan.AttendeeId, attendee?.FullName, attendee?.Ticket.Name);
    }
}
