using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Creates a speaker. Signed-in users add themselves with the e-mail address of their account; the event team adds any speaker.
/// The account that adds a profile has no rights to it: it belongs to the account that has verified its address
/// (<see cref="SpeakerPolicy"/>).
/// </summary>
internal sealed record CreateSpeaker(Speaker Draft) : ICommand<Speaker>
{
    internal sealed class Handler(IData data, IAuthorization authorization, PictureQueue pictures) : IRequestHandler<CreateSpeaker, Speaker>
    {
        private static readonly SpeakerPolicy Policy = new();

        public async Task<Speaker> Handle(CreateSpeaker command, CancellationToken ct)
        {
            var draft = command.Draft;
            var actor = authorization.Actor;
            authorization.Require(Policy.Create(actor, draft)).Create(draft).Change(draft, SpeakerPhoto.Variants.Members);
            authorization.Require(
                Decision.AllowIf(
                    await data.Set<Event>().AnyAsync(e => e.Id == draft.EventId && e.IsSessionsSpeakersEnabled, ct),
                    "This event does not accept speakers."
                )
            );
            if (!actor.HasCoorganizerAccess(draft.EventId))
                draft.Email = actor.Email;
            else if (draft.Email is null && !draft.IsEmailOverridden)
                throw RejectedException.Invalid(
                    "Set an e-mail address, or set is-email-overridden to leave it out.",
                    "/data/attributes/email"
                );
            authorization.Require(await SpeakerEmailUniqueness.DecideAsync(data, draft, ct));
            draft.UserId = actor.UserId;
            data.Set<Speaker>().Add(draft);
            await data.SaveChangesAsync(ct);
            await pictures.QueueForNewAsync(SpeakerPhoto.Variants, draft, ct);
            return draft;
        }
    }
}
