using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The sizes of the pictures of speakers and users: one row, at <c>/v1/speaker-image-sizes</c> and under its id.</summary>
internal sealed class SpeakerImageSizes : EditableResource<SpeakerImageSize>
{
    public SpeakerImageSizes()
    {
        NotListed();
        Attribute(s => s.IconSizeQuality).Must(ImageSizeRule.IsQuality, ImageSizeRule.QualityMessage);
        Attribute(s => s.IconSizeWidthHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.SmallSizeQuality).Must(ImageSizeRule.IsQuality, ImageSizeRule.QualityMessage);
        Attribute(s => s.SmallSizeWidthHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.ThumbnailSizeQuality).Must(ImageSizeRule.IsQuality, ImageSizeRule.QualityMessage);
        Attribute(s => s.ThumbnailSizeWidthHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.Type).MaxLength(100);
    }

    public override Policy<SpeakerImageSize> Policy { get; } = new StaffManagedPolicy<SpeakerImageSize>();

    public override bool CanCreate => false;

    public override bool CanDelete => false;
}
