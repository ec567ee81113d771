using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Returns the link with which the actor joins the BigBlueButton meeting of a stream: as moderator for the event team and the moderators of
/// the stream, else as viewer. The link lives longer than a token, so a token joins as viewer. For those who see the stream. The link is
/// computed without a network call.
/// </summary>
internal sealed record GetJoinLink(long StreamId) : IRequest<string>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, VideoChannelSecrets secrets)
        : IRequestHandler<GetJoinLink, string>
    {
        public async Task<string> Handle(GetJoinLink query, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.RequireSignIn("Sign in to join a video stream.");
            var verifiedEmail = actor.VerifiedEmail;
            var found = await data.Set<VideoStream>()
                .AsNoTracking()
                .Where(catalog.Of<VideoStream>().VisibleTo(actor, trashed: false))
                .Where(s => s.Id == query.StreamId)
                .Select(s => new
                {
                    s.Id,
                    s.HostEventId,
                    s.VideoChannel,
                    IsModerator = data.Set<VideoStreamModerator>().Any(m => m.VideoStreamId == s.Id && m.Email == verifiedEmail),
                    Person = data.Set<User>().FirstOrDefault(u => u.Id == actor.UserId),
                })
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("video-stream", $"{query.StreamId}");
            if (found.VideoChannel is not { HasJoinLinks: true } channel || await secrets.DecryptKeyAsync(channel, ct) is not { } key)
                throw RejectedException.Malformed(
                    "The stream has no BigBlueButton channel with an API URL and an API key. Open its URL instead."
                );
            return BigBlueButtonLink.Join(
                channel.ApiUrl!,
                key,
                BigBlueButtonLink.MeetingIdOf(found.Id),
                found.Person?.FullName is { Length: > 0 } name ? name : "Attendee",
                actor.Scope is null && (found.IsModerator || actor.HasCoorganizerAccess(found.HostEventId))
            );
        }
    }
}
