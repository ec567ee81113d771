using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Copies an event, with everything whose resource declares <c>CopiedWithEvent()</c>, in one transaction (docs/copy-an-event.md). The copy
/// is a draft with the same team. <see cref="CountEventCopy"/> runs before it.
/// </summary>
/// <param name="Name">The name of the copy; undefined: the same.</param>
/// <param name="StartsAt">The start of the copy; all its dates move by the same local time. Undefined: the dates stay.</param>
internal sealed record CopyEvent(ResourceKey Event, JsonElement Name, JsonElement StartsAt) : ICommand<Event>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        EventFinder events,
        ResourceCatalog catalog,
        EventCopyPlan plan,
        EventIdentifiers identifiers,
        EventTeamCopier team,
        MediaCopier media,
        IActivityLog activities,
        TimeProvider clock,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<CopyEvent, Event>
    {
        public async Task<Event> Handle(CopyEvent command, CancellationToken ct)
        {
            var (original, grant) = await events.RequireAsync(command.Event, EventPolicy.Copy, ct);
            TokenRequirement.CheckAll(authorization.Actor, plan.TokenModules, writes: true);
            var changes = ReadChanges(command);
            var shift = changes.TryGet<DateTimeOffset>(nameof(Domain.Events.Event.StartsAt), out var start)
                ? new DateShift(original.StartsAt, start, EventTimeZone.Of(original.Timezone))
                : null;
            var draft = plan.Events.Copy(original, shift, media);
            changes.ApplyTo(draft);
            draft.State = EventState.Draft;
            if (draft.GroupId is { } groupId && !EventPolicy.KeepsGroup(authorization.Actor, original.Id, groupId))
                draft.GroupId = null;
            draft.Identifier = await identifiers.GenerateAsync(ct);
            PublishingRules.Require(draft);
            foreach (var rule in rules)
                await rule.RequireAsync(draft, draft, changes, ct);
            grant.Create(draft);
            data.Set<Event>().Add(draft);

            var context = new EventCopyContext(data, activities, grant, media, original, draft, shift, clock);
            var contents = await plan.FindContentsAsync(context, ct);
            foreach (var resource in contents)
                await resource.CopyRowsAsync(context, ct);
            await team.CopyAsync(original, draft, grant, ct); // last, so that a member who leaves meanwhile does not join the copy
            await data.SaveChangesAsync(ct);
            foreach (var resource in contents)
                await resource.InsertRowsAsync(context, ct);
            await context.InsertPendingAsync(ct);
            await context.RecordAsync(ct);
            foreach (var resource in contents)
                await resource.CopyLinksAsync(context, ct);
            return draft;
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
