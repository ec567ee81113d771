using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The sizes of the pictures of events: one row, at <c>/v1/event-image-sizes</c> and under its id.</summary>
internal sealed class EventImageSizes : EditableResource<EventImageSize>
{
    public EventImageSizes()
    {
        NotListed();
        Attribute(s => s.FullAspect);
        Attribute(s => s.FullHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.FullQuality).Must(ImageSizeRule.IsQuality, ImageSizeRule.QualityMessage);
        Attribute(s => s.FullWidth).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.IconAspect);
        Attribute(s => s.IconHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.IconQuality).Must(ImageSizeRule.IsQuality, ImageSizeRule.QualityMessage);
        Attribute(s => s.IconWidth).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.LogoHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.LogoWidth).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.ThumbnailAspect);
        Attribute(s => s.ThumbnailHeight).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.ThumbnailQuality).Must(ImageSizeRule.IsQuality, ImageSizeRule.QualityMessage);
        Attribute(s => s.ThumbnailWidth).Must(ImageSizeRule.IsLength, ImageSizeRule.LengthMessage);
        Attribute(s => s.Type).MaxLength(100);
    }

    public override Policy<EventImageSize> Policy { get; } = new StaffManagedPolicy<EventImageSize>();

    public override bool CanCreate => false;

    public override bool CanDelete => false;
}
