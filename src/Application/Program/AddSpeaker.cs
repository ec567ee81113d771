using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>A new speaker: anybody adds himself, under his own address; the event's team adds whom it likes.</summary>
internal sealed record AddSpeaker(Speaker Draft) : ICommand<Speaker>
{
    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<AddSpeaker, Speaker>
    {
        private static readonly SpeakerPolicy Policy = new();

        public async Task<Speaker> Handle(AddSpeaker command, CancellationToken ct)
        {
            var (draft, actor) = (command.Draft, gate.Actor);
            gate.Require(Policy.Create(actor, draft));
            gate.Require(
                Decision.When(
                    await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.IsSessionsSpeakersEnabled, ct),
                    "The event takes no speakers."
                )
            );
            if (!actor.Runs(draft.EventId))
                draft.Email = actor.Email;
            else if (draft.Email is null && !draft.IsEmailOverridden)
                throw Refused.Invalid("A speaker needs an address, or is-email-overridden.", "/data/attributes/email");
            gate.Require(await SpeakerAddress.FreeAsync(data, draft, ct));
            draft.UserId = await data.Set<User>()
                .Where(u => u.Email == draft.Email && u.DeletedAt == null)
                .Select(u => (long?)u.Id)
                .SingleOrDefaultAsync(ct)
                ?? actor.UserId;
            data.Set<Speaker>().Add(draft);
            await data.SaveChangesAsync(ct);
            return draft;
        }
    }
}
