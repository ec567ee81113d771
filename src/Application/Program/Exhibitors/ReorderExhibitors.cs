using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Sets the places of exhibitors in the list of their event. Returns the number of exhibitors.</summary>
/// <param name="Places">The places by exhibitor; null: all exhibitors of the event get the place 0.</param>
internal sealed record ReorderExhibitors(ResourceKey Event, IReadOnlyList<RowPlace>? Places) : ICommand<int>
{
    private static readonly PlaceMember<Exhibitor> Member = new(
        "exhibitors",
        x => x.Position,
        (x, place) => x.Position = place,
        nameof(Exhibitor.Position),
        DirectWrites.ResetExhibitors
    );

    internal sealed class Rules : AbstractValidator<ReorderExhibitors>
    {
        public Rules() => RuleFor(c => c.Places).MustBePlaces("exhibitor", "position");
    }

    internal sealed class Handler(RowReorderer reorderer) : IRequestHandler<ReorderExhibitors, int>
    {
        public Task<int> Handle(ReorderExhibitors command, CancellationToken ct) =>
            reorderer.ReorderAsync(command.Event, command.Places, Member, ct);
    }
}
