using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Sets the places of speakers in the list of their event. Returns the number of speakers.</summary>
/// <param name="Places">The places by speaker; null: all speakers of the event get the place 0.</param>
internal sealed record ReorderSpeakers(ResourceKey Event, IReadOnlyList<RowPlace>? Places) : ICommand<int>
{
    private static readonly PlaceMember<Speaker> Member = new(
        "speakers",
        x => x.Order,
        (x, place) => x.Order = place,
        nameof(Speaker.Order),
        DirectWrites.ResetSpeakers
    );

    internal sealed class Rules : AbstractValidator<ReorderSpeakers>
    {
        public Rules() => RuleFor(c => c.Places).MustBePlaces("speaker", "order");
    }

    internal sealed class Handler(RowReorderer reorderer) : IRequestHandler<ReorderSpeakers, int>
    {
        public Task<int> Handle(ReorderSpeakers command, CancellationToken ct) =>
            reorderer.ReorderAsync(command.Event, command.Places, Member, ct);
    }
}
