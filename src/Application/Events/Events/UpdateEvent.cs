using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Changes an event. Publishing is a change of its state.</summary>
internal sealed record UpdateEvent(Event Row, Changes<Event> Changes) : ICommand<Event>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        PictureQueue pictures,
        IPublicUrl publicUrl,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<UpdateEvent, Event>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Event> Handle(UpdateEvent command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization
                .Require(Policy.Update(authorization.Actor, row, changes))
                .Change(row, changes)
                .Change(row, EventPicture.Variants.Members)
                .Change(row, ScheduleUrls.Members);
            var before = await data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == row.Id, ct);
            changes.ApplyTo(row);
            if (
                changes.ContainsAny(
                    nameof(Event.StartsAt),
                    nameof(Event.EndsAt),
                    nameof(Event.State),
                    nameof(Event.Name),
                    nameof(Event.DeletedAt),
                    nameof(Event.DocumentLinks),
                    nameof(Event.IsDocumentEnabled)
                )
            )
                PublishingRules.Require(row);
            foreach (var rule in rules)
                await rule.RequireAsync(before, row, changes, ct);
            if (changes.ContainsAny(nameof(Event.SchedulePublishedOn)))
                ScheduleUrls.Set(row, publicUrl);
            await pictures.QueueIfChangedAsync(EventPicture.Variants, row, before.OriginalImageUrl, ct);
            return row;
        }
    }
}
