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

/// <summary>Sets the places of exhibitors in the list of their event. Returns the number of exhibitors.</summary>
/// <param name="Places">The places by exhibitor; null: all exhibitors of the event get the place 0.</param>
internal sealed record ReorderExhibitors(ResourceKey Event, IReadOnlyList<ReorderExhibitors.Place>? Places) : ICommand<int>
{
    internal sealed record Place(long? Exhibitor, int? Position);

    internal sealed class Rules : AbstractValidator<ReorderExhibitors>
    {
        public Rules()
        {
            RuleFor(c => c.Places)
                .Must(places => places is null || places.Count <= QueryLimits.ListValues)
                .WithMessage($"At most {QueryLimits.ListValues} exhibitors can be reordered at once.")
                .At("/");
            RuleFor(c => c.Places)
                .Must(places => places is null || places.All(p => p is { Exhibitor: not null, Position: not null }))
                .WithMessage("Each entry must have the members exhibitor and position, which are integers.")
                .At("/");
        }
    }

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<ReorderExhibitors, int>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<int> Handle(ReorderExhibitors command, CancellationToken ct)
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
            var rows = data.Set<Exhibitor>().Where(x => x.EventId == eventId);
            if (command.Places is null)
            {
                grant.Run(DirectWrites.ResetExhibitors);
                return await data.UpdateAsync(DirectWrites.ResetExhibitors, rows, set => set.SetProperty(x => x.Position, 0), ct);
            }

            var ids = command.Places.Select(p => p.Exhibitor!.Value).ToList();
            var found = await rows.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
            if (ids.Any(id => !found.ContainsKey(id)))
                throw RejectedException.Forbidden("All exhibitors must belong to this event.");
            grant.Change<Exhibitor>(x => x.EventId == eventId, nameof(Domain.Program.Exhibitor.Position));
            foreach (var place in command.Places)
                found[place.Exhibitor!.Value].Position = place.Position;
            return found.Count;
        }
    }
}
