using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Invites an e-mail address to speak in a session, and sends the e-mail. An expired invite of the address is replaced.</summary>
/// <param name="Draft">Not saved yet. Its event id, session id and e-mail address are set.</param>
internal sealed record CreateSpeakerInvite(SpeakerInvite Draft) : ICommand<SpeakerInvite>
{
    internal sealed class Rules : AbstractValidator<CreateSpeakerInvite>
    {
        public Rules() => RuleFor(c => c.Draft.Email).IsEmailAddress().At("/data/attributes/email");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, SpeakerInviteSender sender, TimeProvider clock)
        : IRequestHandler<CreateSpeakerInvite, SpeakerInvite>
    {
        private const string EmailPointer = "/data/attributes/email";

        private static readonly SpeakerInvitePolicy Policy = new();

        public async Task<SpeakerInvite> Handle(CreateSpeakerInvite command, CancellationToken ct)
        {
            var draft = command.Draft;
            authorization.RequireSignIn("Sign in to invite a speaker.");
            await data.LockRowAsync<Session>(draft.SessionId, ct);
            draft.Session = await data.Set<Session>()
                .Include(s => s.Speakers.Where(x => x.Speaker.DeletedAt == null))
                    .ThenInclude(x => x.Speaker)
                .SingleAsync(s => s.Id == draft.SessionId, ct);
            var grant = authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            draft.Email = EmailAddress.Normalize(draft.Email);
            draft.Status = SpeakerInviteStatus.Pending;
            draft.ExpiresAt = clock.GetUtcNow() + SpeakerInvite.Life;
            await RequireNewAsync(draft, grant, ct);
            data.Set<SpeakerInvite>().Add(draft);
            await data.SaveChangesAsync(ct);
            await sender.EnqueueAsync(draft, ct);
            return draft;
        }

        private async Task RequireNewAsync(SpeakerInvite draft, Grant grant, CancellationToken ct)
        {
            if (draft.Session.Speakers.Exists(s => s.Speaker.Email == draft.Email))
                throw RejectedException.Conflict("This person is a speaker of the session already.", EmailPointer);
            var pending = await data.Set<SpeakerInvite>()
                .SingleOrDefaultAsync(
                    i => i.SessionId == draft.SessionId && i.Email == draft.Email && i.Status == SpeakerInviteStatus.Pending,
                    ct
                );
            if (pending is null)
                return;
            if (pending.IsOpen(clock.GetUtcNow()))
                throw RejectedException.Conflict("This address already has a pending invite to the session.", EmailPointer);
            grant.Remove(pending);
            data.Set<SpeakerInvite>().Remove(pending);
            await data.SaveChangesAsync(ct); // The index of pending invites is checked at each statement.
        }
    }
}
