using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Rejects a check-in whose station is not at the event or in the room of the URL: a scanner that is set to another event must be told.
/// Strangers are not told where a station is: the rejection is kept until the create has checked the permission at the station.
/// </summary>
/// <param name="Event">Null: the URL names a room.</param>
/// <param name="Room">Null: the URL names an event.</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record RequireStationAtUrl(ResourceKey? Event, ResourceKey? Room, JsonElement Document) : IRequest<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, PendingRejection pending)
        : IRequestHandler<RequireStationAtUrl, Unit>
    {
        private const string Pointer = "/data/relationships/station/data";

        public async Task<Unit> Handle(RequireStationAtUrl query, CancellationToken ct)
        {
            // The create reports a document without a station, and asks the permission at the station.
            if (ReadStation(query.Document) is not { } id)
                return Unit.Value;
            var station = await data.Set<Station>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
            if (station is null)
                return Unit.Value;
            if (query.Event is { } e)
                await RequireAsync<Event>(e, station.EventId, "The station is not at this event.", ct);
            if (query.Room is { } room)
                await RequireAsync<Microlocation>(room, station.MicrolocationId, "The station is not in this room.", ct);
            return Unit.Value;
        }

        /// <summary>Registrars do not see drafts, so the row of the station itself needs no permission.</summary>
        private async Task RequireAsync<T>(ResourceKey key, long? ofStation, string message, CancellationToken ct)
            where T : Entity
        {
            var resource = catalog.Of<T>();
            var named = data.Set<T>().Where(key.Matches(resource));
            if (await named.AnyAsync(r => r.Id == ofStation, ct))
                return;
            var isVisible = await named.Where(resource.VisibleTo(authorization.Actor, trashed: false)).AnyAsync(ct);
            pending.Set(isVisible ? RejectedException.Invalid(message, Pointer) : RejectedException.NotFound(resource.Type, key.Text));
        }

        private static long? ReadStation(JsonElement document)
        {
            foreach (var name in new[] { "data", "relationships", "station", "data", "id" })
                if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(name, out document))
                    return null;
            return
                JsonText.TryRead(document, 20) is { } text
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : null;
        }
    }
}
