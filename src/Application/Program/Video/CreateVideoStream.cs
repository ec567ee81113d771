using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Adds a stream to an event, or to rooms of one event.</summary>
/// <param name="RoomIds">The rooms that the client names.</param>
internal sealed record CreateVideoStream(VideoStream Draft, IReadOnlyList<long> RoomIds) : ICommand<VideoStream>
{
    internal sealed class Rules : AbstractValidator<CreateVideoStream>
    {
        public Rules() =>
            RuleFor(c => c.RoomIds)
                .Must(ids => ids.Count <= QueryLimits.ListValues)
                .WithMessage($"At most {QueryLimits.ListValues} rooms are allowed.")
                .At("/data/relationships/rooms/data");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, LinkWriter links)
        : IRequestHandler<CreateVideoStream, VideoStream>
    {
        private static readonly VideoStreamPolicy Policy = new();

        public async Task<VideoStream> Handle(CreateVideoStream command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var stream = command.Draft;
            var roomIds = command.RoomIds;
            var eventsOfRooms = await data.Set<Microlocation>()
                .Where(m => roomIds.Contains(m.Id) && m.DeletedAt == null)
                .Select(m => m.EventId)
                .Distinct()
                .OrderBy(id => id)
                .Take(2)
                .ToListAsync(ct);
            stream.HostEventId = stream.EventId ?? eventsOfRooms.FirstOrDefault();
            authorization.Require(Policy.Create(authorization.Actor, stream)).Create(stream);
            if (stream.HostEventId == 0)
                throw RejectedException.Invalid("A video stream needs an event or a room.", "/data/relationships/event");
            if (eventsOfRooms.Any(id => id != stream.HostEventId))
                throw RejectedException.Invalid("All rooms must belong to the event of the stream.", "/data/relationships/rooms/data");

            data.Set<VideoStream>().Add(stream);
            await data.SaveChangesAsync(ct);
            if (roomIds.Count > 0)
            {
                var streams = catalog.Of<VideoStream>();
                await links.WriteDocumentAsync(streams, stream, streams.FindRelationship("rooms")!, LinkOperation.Add, roomIds, ct);
            }

            return stream;
        }
    }
}
