using FluentValidation;
using FluentValidation.Results;
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
/// Records the QR codes that a device has scanned at a station: one at once, or many after the device was offline
/// (docs/reference/check-in.md#scans). Idempotent: every scan has an id created by the device. A scan that was reported before gets its
/// first result again and changes nothing, so a device may repeat a batch until it gets an answer.
/// </summary>
[TokenModule(TokenModule.Attendees)]
internal sealed record RecordScans(ResourceKey Station, IReadOnlyList<RecordScans.ScanRequest> Scans)
    : ICommand<IReadOnlyList<RecordScans.ScanResult>>
{
    public const int MaxScans = 500;

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <param name="Id">Created by the device. Empty: not a UUID.</param>
    /// <param name="Code">The QR code's text.</param>
    /// <param name="At">The time of the scan. Null: now.</param>
    /// <param name="SessionId">Ignored at a registration station.</param>
    internal sealed record ScanRequest(Guid Id, string Code, DateTimeOffset? At, string? Device, long? SessionId);

    /// <param name="Repeated">Whether the scan was reported before.</param>
    internal sealed record ScanResult(Guid Id, bool Success, string Message, bool Repeated, long? AttendeeId, string? Name, string? Ticket);

    internal sealed class Rules : AbstractValidator<RecordScans>
    {
        public Rules()
        {
            RuleFor(r => r.Scans)
                .Must(scans => scans.Count is >= 1 and <= MaxScans)
                .WithMessage($"Must have 1 to {MaxScans} scans.")
                .At("/scans");
            RuleFor(r => r.Scans).Custom(RequireDistinct);
            RuleForEach(r => r.Scans)
                .ChildRules(scan => scan.RuleFor(s => s.Code).NotEmpty().WithMessage("Must be the text of a ticket's QR code.").At("code"))
                .At("/scans");
        }

        private static void RequireDistinct(IReadOnlyList<ScanRequest> scans, ValidationContext<RecordScans> context)
        {
            HashSet<Guid> ids = [Guid.Empty];
            for (var i = 0; i < scans.Count; i++)
                if (!ids.Add(scans[i].Id))
                    context.AddFailure(new ValidationFailure($"/scans/{i}/id", "Must be a UUID that no other scan of the request has."));
        }
    }

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
            authorization.RequireSignIn(ActorDecisions.RegistrarAccess);
            var stations = catalog.Of<Station>();
            var station = await data.Set<Station>()
                .AsNoTracking()
                .Include(s => s.Event)
                .Where(stations.VisibleTo(authorization.Actor, trashed: false))
                .Where(command.Station.Matches(stations))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("station", command.Station.Text);
            authorization
                .Require(authorization.Actor.RegistrarOnly(station.EventId))
                .Create<Scan>(s => s.EventId == station.EventId)
                .Create<UserCheckIn>(c => c.StationId == station.Id)
                .Change<UserCheckIn>(c => c.EventId == station.EventId, nameof(UserCheckIn.ClosedAt))
                .Change<Attendee>(a => a.EventId == station.EventId, CheckInTimes.Members);

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
                var attendee = attendees.GetValueOrDefault(TicketDocument.NormalizeQrCodeText(request.Code));
                results[request.Id] =
                    earlierScans.TryGetValue(request.Id, out var scan) ? ToResult(scan, attendee, repeated: true)
                    : attendee is null
                        ? new ScanResult(request.Id, false, "No ticket of this event has this code.", false, null, null, null)
                    : request.At > now + ClockTolerance
                        ? new ScanResult(
                            request.Id,
                            false,
                            "The time of the scan is in the future. Check the device's clock.",
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
            var result = await recorder.RecordAsync(station, session, attendee, request.At ?? now, request.Device, allowUnpaid: false, ct);
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

        /// <summary>
        /// Finds and locks the attendees of the codes. They are locked in the order of their ids, so concurrent requests cannot deadlock.
        /// </summary>
        /// <returns>The attendees by code.</returns>
        private async Task<Dictionary<string, Attendee>> LockAttendeesAsync(
            long eventId,
            IReadOnlyList<ScanRequest> requests,
            CancellationToken ct
        )
        {
            var codes = requests.Select(r => TicketDocument.NormalizeQrCodeText(r.Code)).ToHashSet();
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
