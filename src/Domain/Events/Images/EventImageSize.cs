using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The sizes of pictures of events, in pixels, and the JPEG qualities, 1 to 100. There is one row, with the id <see cref="OnlyId"/>. If the
/// aspect is kept, the width is fixed and the height follows from the picture.
/// </summary>
[TokenModule(TokenModule.Shared)]
public sealed class EventImageSize : Entity
{
    public const long OnlyId = 1;

    public string? Type { get; set; } = "event-image";

    public int? FullWidth { get; set; } = 1300;

    public int? FullHeight { get; set; } = 500;

    public bool FullAspect { get; set; } = true;

    public int? FullQuality { get; set; } = 80;

    public int? ThumbnailWidth { get; set; } = 500;

    public int? ThumbnailHeight { get; set; } = 200;

    public bool ThumbnailAspect { get; set; } = true;

    public int? ThumbnailQuality { get; set; } = 80;

    public int? IconWidth { get; set; } = 75;

    public int? IconHeight { get; set; } = 30;

    public bool IconAspect { get; set; } = true;

    public int? IconQuality { get; set; } = 80;

    public int? LogoWidth { get; set; } = 500;

    public int? LogoHeight { get; set; } = 200;
}
