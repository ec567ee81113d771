using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Accepts or rejects an invite, once. Accepting makes the invitee's speaker profile at the event a speaker of the session.
/// </summary>
/// <param name="SpeakerName">
/// The name of the profile that is created if the invitee has none. Null: they have created it before, or are asked to.
/// </param>
internal sealed record AnswerSpeakerInvite(long Id, bool Accepts, string? SpeakerName = null) : ICommand<AnswerSpeakerInvite.Result>
{
    /// <summary>The longest name of a speaker, in UTF-16 units.</summary>
    public const int MaxNameLength = 500;

    internal sealed class Rules : AbstractValidator<AnswerSpeakerInvite>
    {
        public Rules() =>
            RuleFor(c => c.SpeakerName)
                .MaximumLength(MaxNameLength)
                .WithMessage($"A name has at most {MaxNameLength} characters.")
                .At("/name");
    }

    /// <param name="Speaker">The id of the speaker; null if the invite was rejected.</param>
    internal sealed record Result(string Email, long Event, string EventIdentifier, long Session, long? Speaker, string? Name);

    internal sealed class Handler(IData data, IAuthorization authorization, IMediator mediator, TimeProvider clock)
        : IRequestHandler<AnswerSpeakerInvite, Result>
    {
        private static readonly SpeakerInvitePolicy Policy = new();

        public async Task<Result> Handle(AnswerSpeakerInvite command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in with the invited e-mail address to answer this invite.");
            await data.LockRowAsync<SpeakerInvite>(command.Id, ct);
            var invite = await data.Set<SpeakerInvite>()
                .Where(Policy.Visible(authorization.Actor))
                .Include(i => i.Event)
                .Include(i => i.Session)
                .SingleOrDefaultAsync(i => i.Id == command.Id, ct)
                ?? throw RejectedException.NotFound("speaker-invite", $"{command.Id}");
            var grant = authorization
                .Require(SpeakerInvitePolicy.Answer(authorization.Actor, invite))
                .Change(invite, nameof(SpeakerInvite.Status));
            if (invite.Status != SpeakerInviteStatus.Pending)
                throw RejectedException.Conflict(
                    invite.Status == SpeakerInviteStatus.Accepted ? "This invite has been accepted." : "This invite has been rejected."
                );
            if (!invite.IsOpen(clock.GetUtcNow()))
                throw RejectedException.Conflict("This invite has expired. Ask for a new one.");
            invite.Status = command.Accepts ? SpeakerInviteStatus.Accepted : SpeakerInviteStatus.Rejected;
            var speaker = command.Accepts ? await AddSpeakerAsync(invite, command.SpeakerName, grant, ct) : null;
            var user = await data.Set<User>().AsNoTracking().SingleAsync(u => u.Id == authorization.Actor.UserId, ct);
            return new Result(invite.Email, invite.EventId, invite.Event.Identifier, invite.SessionId, speaker, user.FullName);
        }

        private async Task<long?> AddSpeakerAsync(SpeakerInvite invite, string? name, Grant grant, CancellationToken ct)
        {
            if (invite.Session.IsLocked)
                throw RejectedException.Conflict("The session is locked. Ask an organizer to unlock it.");
            var speaker = await data.Set<Speaker>()
                .Where(s => s.EventId == invite.EventId && s.Email == invite.Email && s.DeletedAt == null)
                .Select(s => (long?)s.Id)
                .SingleOrDefaultAsync(ct)
                ?? await CreateSpeakerAsync(invite, name, ct);
            if (await data.Set<SessionSpeaker>().AnyAsync(s => s.SessionId == invite.SessionId && s.SpeakerId == speaker, ct))
                return speaker;
            var link = new SessionSpeaker { SessionId = invite.SessionId, SpeakerId = speaker };
            grant.Create(link);
            data.Set<SessionSpeaker>().Add(link);
            return speaker;
        }

        private async Task<long> CreateSpeakerAsync(SpeakerInvite invite, string? name, CancellationToken ct)
        {
            if (string.IsNullOrWhiteSpace(name))
                throw RejectedException.Invalid("Create your speaker profile at this event before you accept the invite.");
            var speaker = new Speaker
            {
                EventId = invite.EventId,
                Email = invite.Email,
                Name = name.Trim(),
            };
            return (await mediator.Send(new CreateSpeaker(speaker), ct)).Id;
        }
    }
}
