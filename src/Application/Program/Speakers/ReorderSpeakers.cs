using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Sets the places of speakers in the list of their event. Returns the number of speakers.</summary>
/// <param name="Places">The places by speaker; null: all speakers of the event get the place 0.</param>
internal sealed record ReorderSpeakers(ResourceKey Event, IReadOnlyList<ReorderSpeakers.Place>? Places) : ICommand<int>
{
    internal sealed record Place(long? Speaker, int? Order);

    internal sealed class Rules : AbstractValidator<ReorderSpeakers>
    {
        public Rules()
        {
            RuleFor(c => c.Places)
                .Must(places => places is null || places.Count <= QueryLimits.ListValues)
                .WithMessage($"At most {QueryLimits.ListValues} speakers can be reordered at once.")
                .At("/");
            RuleFor(c => c.Places)
                .Must(places => places is null || places.All(p => p is { Speaker: not null, Order: not null }))
                .WithMessage("Each entry must have the members speaker and order, which are integers.")
                .At("/");
        }
    }

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog) : IRequestHandler<ReorderSpeakers, int>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<int> Handle(ReorderSpeakers command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var eventId = await data.Set<Event>()
                .Where(command.Event.Matches(catalog.Of<Event>()))
                .Where(Policy.Visible(authorization.Actor))
                .Where(e => e.DeletedAt == null)
                .Select(e => (long?)e.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("event", command.Event.Text);
            var grant = authorization.Require(
                Decision.AllowIf(authorization.Actor.HasCoorganizerAccess(eventId), "Co-organizer access is required.")
            );
            var rows = data.Set<Speaker>().Where(x => x.EventId == eventId);
            if (command.Places is null)
            {
                grant.Run(DirectWrites.ResetSpeakers);
                return await data.UpdateAsync(DirectWrites.ResetSpeakers, rows, set => set.SetProperty(x => x.Order, 0), ct);
            }

            var ids = command.Places.Select(p => p.Speaker!.Value).ToList();
            var found = await rows.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
            if (ids.Any(id => !found.ContainsKey(id)))
                throw RejectedException.Forbidden("All speakers must belong to this event.");
            grant.Change<Speaker>(x => x.EventId == eventId, nameof(Domain.Program.Speaker.Order));
            foreach (var place in command.Places)
                found[place.Speaker!.Value].Order = place.Order;
            return found.Count;
        }
    }
}
