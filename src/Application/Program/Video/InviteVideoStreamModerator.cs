using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Makes an address the moderator of a stream, and tells its owner by e-mail.</summary>
internal sealed record InviteVideoStreamModerator(VideoStreamModerator Draft) : ICommand<VideoStreamModerator>
{
    internal sealed class Rules : AbstractValidator<InviteVideoStreamModerator>
    {
        public Rules() => RuleFor(c => c.Draft.Email).IsEmailAddress().At("/data/attributes/email");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, ModeratorInviteSender invites)
        : IRequestHandler<InviteVideoStreamModerator, VideoStreamModerator>
    {
        private static readonly VideoStreamModeratorPolicy Policy = new();

        public async Task<VideoStreamModerator> Handle(InviteVideoStreamModerator command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var draft = command.Draft;
            draft.EventId = await data.GetHostEventIdAsync(draft.VideoStreamId, ct);
            authorization.Require(Policy.Create(authorization.Actor, draft)).Create(draft);
            data.Set<VideoStreamModerator>().Add(draft);
            await data.SaveChangesAsync(ct);
            await invites.EnqueueAsync(draft, ct);
            return draft;
        }
    }
}
