using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The moderators of streams. A moderator's user is the one who has verified the address.</summary>
internal sealed class VideoStreamModerators : EditableResource<VideoStreamModerator>
{
    public VideoStreamModerators()
    {
        Attribute(m => m.Email).Required().Normalized(EmailAddress.Normalize).Email();
        Through<User>("user", GetUserLinks).One().Private().PrivateInverse("video-stream-moderators");
        BelongsTo(m => m.VideoStream).Required().Fixed().Inverse("moderators");
        CreatedBy(draft => new InviteVideoStreamModerator(draft.Row));
        UpdatedBy((row, changes) => new UpdateVideoStreamModerator(row, changes));
    }

    public override Policy<VideoStreamModerator> Policy { get; } = new VideoStreamModeratorPolicy();

    private static IQueryable<Link> GetUserLinks(IData data) =>
        data.Set<VideoStreamModerator>()
            .Join(
                data.Set<User>().Where(u => u.IsVerified && u.DeletedAt == null),
                m => m.Email,
                u => u.Email,
                (m, u) => new Link { From = m.Id, To = u.Id }
            );
}
