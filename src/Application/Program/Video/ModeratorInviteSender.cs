using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Tells people by e-mail that they moderate a stream. The link contains no token: their address gives the access.</summary>
internal sealed class ModeratorInviteSender(IData data, IOutbox outbox, IFrontend frontend, EmailLimiter emailLimiter)
{
    private const string LimitName = "video moderator invite";

    /// <param name="moderator">Saved: the e-mail is sent once for each moderator and address.</param>
    public async Task EnqueueAsync(VideoStreamModerator moderator, CancellationToken ct)
    {
        await emailLimiter.CountAsync(LimitName, moderator.Email, ct);
        var stream = await data.Set<VideoStream>()
            .Where(s => s.Id == moderator.VideoStreamId)
            .Select(s => new
            {
                s.Name,
                EventName = s.HostEvent.Name,
                s.HostEvent.Identifier,
            })
            .SingleAsync(ct);
        var path = $"/e/{Uri.EscapeDataString(stream.Identifier)}/video/{Uri.EscapeDataString(stream.Name)}/{moderator.VideoStreamId}";
        outbox.AddEmail(
            $"{nameof(VideoModeratorInvite)} {moderator.Id} {moderator.Email}",
            moderator.Email,
            new VideoModeratorInvite(stream.EventName, stream.Name, await frontend.LinkAsync(path, ct))
        );
    }
}
