using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Tells the followers of a group about one of its events, once for each event.</summary>
internal sealed record AnnounceGroupEvent(ResourceKey Group, ResourceKey Event) : ICommand<Unit>
{
    private static readonly RateLimit PerGroup = new("announce-event-group", 10, TimeSpan.FromHours(24));

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IThrottle throttle, IOutbox outbox)
        : IRequestHandler<AnnounceGroupEvent, Unit>
    {
        public async Task<Unit> Handle(AnnounceGroupEvent command, CancellationToken ct)
        {
            authorization.RequireSignIn("Only the owner of the group may announce its events.");
            var group = await data.GetGroupAsync(command.Group, catalog, ct);
            var grant = authorization.Require(GroupPolicy.Announce(authorization.Actor, group));
            var id = await data.Set<Event>()
                .Where(command.Event.Matches(catalog.Of<Event>()))
                .Where(e => e.GroupId == group.Id && e.DeletedAt == null && e.State == EventState.Published)
                .Select(e => e.Id)
                .SingleOrDefaultAsync(ct);
            await data.LockRowAsync<Event>(id, ct);
            var announced = await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == id && e.GroupId == group.Id, ct)
                ?? throw RejectedException.NotFound("published event", $"{command.Event.Text} in this group");
            if (announced.IsAnnounced)
                throw RejectedException.Conflict("This event has been announced already.");
            await throttle.CountAsync([new RateLimitedAttempt(PerGroup, $"{group.Id}")], ct);
            grant.Change(announced, nameof(Domain.Events.Event.IsAnnounced));
            announced.IsAnnounced = true;
            SendGroupAnnouncements.Queue(outbox, group.Id, id, afterId: 0);
            return Unit.Value;
        }
    }
}
