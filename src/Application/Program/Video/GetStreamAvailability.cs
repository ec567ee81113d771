using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Returns whether an event has streams, and whether the actor sees one of them. For everyone who sees the event.</summary>
internal sealed record GetStreamAvailability(ResourceKey Event) : IRequest<GetStreamAvailability.StreamAvailability>
{
    internal sealed record StreamAvailability(bool Exists, bool CanAccess);

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<GetStreamAvailability, StreamAvailability>
    {
        public async Task<StreamAvailability> Handle(GetStreamAvailability query, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            var streams = data.Set<VideoStream>();
            var visible = streams.Where(catalog.Of<VideoStream>().VisibleTo(authorization.Actor, trashed: false));
            return await data.Set<Event>()
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .Where(query.Event.Matches(events))
                .Select(e => new StreamAvailability(streams.Any(s => s.HostEventId == e.Id), visible.Any(s => s.HostEventId == e.Id)))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event", query.Event.Text);
        }
    }
}
