using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>Anyone sees the video channels, without what the API of the service needs. Staff see and change all of them.</summary>
public sealed class VideoChannelPolicy : Policy<VideoChannel>
{
    private const string Reason = "Only staff may change video channels.";

    public override Expression<Func<VideoChannel, bool>> Visible(Actor actor) => _ => true;

    public override Decision Create(Actor actor, VideoChannel draft) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Update(Actor actor, VideoChannel current, Changes<VideoChannel> changes) =>
        Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Delete(Actor actor, VideoChannel current) => Decision.AllowIf(actor.IsStaff, Reason);

    public override Decision Link(Actor actor, VideoChannel row, RowLink link) => Decision.AllowIf(actor.IsStaff, Reason);
}
