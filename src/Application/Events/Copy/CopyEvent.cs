using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Copies an event, with everything whose resource declares <c>CopiedWithEvent()</c>, in one transaction (docs/copy-an-event.md). The copy
/// is a draft with the same team. A user copies at most 60 events an hour, because one request can write 10,000 rows.
/// </summary>
/// <param name="Name">The name of the copy; undefined: the same.</param>
/// <param name="StartsAt">The start of the copy; all its dates move by the same local time. Undefined: the dates stay.</param>
internal sealed record CopyEvent(ResourceKey Event, JsonElement Name, JsonElement StartsAt) : ICommand<Event>
{
    private static readonly RateLimit PerUser = new("copy-event-user", 60, TimeSpan.FromHours(1));

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        IThrottle throttle,
        ResourceCatalog catalog,
        EventCopyPlan plan,
        EventIdentifiers identifiers,
        EventTeamCopier team,
        MediaCopier media,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<CopyEvent, Event>
    {
        public async Task<Event> Handle(CopyEvent command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var original = await FindAsync(command.Event, ct);
            var grant = authorization.Require(EventPolicy.Copy(authorization.Actor, original));
            if (!authorization.Actor.IsStaff)
                await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
            var changes = ReadChanges(command);
            var shift = changes.TryGet<DateTimeOffset>(nameof(Domain.Events.Event.StartsAt), out var start)
                ? new DateShift(original.StartsAt, start, EventTimeZone.Of(original.Timezone))
                : null;
            var draft = plan.Events.Copy(original, shift, media);
            changes.ApplyTo(draft);
            draft.State = EventState.Draft;
            draft.Identifier = await identifiers.GenerateAsync(ct);
            PublishingRules.Require(draft);
            foreach (var rule in rules)
                await rule.RequireAsync(draft, draft, changes, ct);
            grant.Create(draft);
            data.Set<Event>().Add(draft);

            await team.CopyAsync(original, draft, grant, ct);
            var copy = new EventCopy(data, grant, media, original, draft, shift);
            foreach (var resource in plan.Contents)
                await resource.CopyRowsAsync(copy, ct);
            await data.SaveChangesAsync(ct);
            foreach (var resource in plan.Contents)
                await resource.CopyLinksAsync(copy, ct);
            return draft;
        }

        private async Task<Event> FindAsync(ResourceKey key, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            return await data.Set<Event>()
                .AsNoTracking()
                .Where(key.Matches(events))
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(events.Type, key.Text);
        }

        /// <summary>The declared attributes read both values, so that they are judged as in every other request.</summary>
        private Changes<Event> ReadChanges(CopyEvent command)
        {
            var items = new List<Change<Event>>();
            Read("name", command.Name);
            Read("starts-at", command.StartsAt);
            return new Changes<Event>(items);

            void Read(string name, JsonElement value)
            {
                if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                    return;
                try
                {
                    items.Add(catalog.Of<Event>().FindField(name)!.Read(value));
                }
                catch (InvalidValueException e)
                {
                    throw RejectedException.Invalid(e.Message, $"/{name}");
                }
            }
        }
    }
}
