using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Video streams. <see cref="Microlocations"/> declares the relationship to the rooms.</summary>
internal sealed class VideoStreams : EditableResource<VideoStream>
{
    public VideoStreams()
    {
        Attribute(s => s.AdditionalInformation).MaxLength(5_000);
        Attribute(s => s.BgImgUrl).Url();
        Attribute(s => s.ChatRoomName).ReadOnly();
        Attribute(s => s.Extra).Json().Private();
        Attribute(s => s.IsChatEnabled);
        Attribute(s => s.IsGlobalEventRoom);
        Attribute(s => s.Name).Required().MaxLength(200);
        Attribute(s => s.Password).MaxLength(200).Secret();
        Attribute(s => s.Url).Required().Url().Secret();
        BelongsTo(s => s.Event).InverseOne("video-stream");
        BelongsTo(s => s.VideoChannel).DecidedByThisEnd(VideoChannels.UseReason);
        CreatedBy(draft => new CreateVideoStream(draft.Row, draft.IdsOf("rooms")));
    }

    public override Policy<VideoStream> Policy { get; } = new VideoStreamPolicy();
}
