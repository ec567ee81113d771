using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The sides of the square pictures of speakers and users, in pixels, and the JPEG qualities, 1 to 100. There is one row, with the id
/// <see cref="OnlyId"/>.
/// </summary>
[TokenModule(TokenModule.Shared)]
public sealed class SpeakerImageSize : Entity
{
    /// <summary>The reference server keeps both kinds of sizes in one table, where this one is the second row.</summary>
    public const long OnlyId = 2;

    public string? Type { get; set; } = "speaker-image";

    public int? ThumbnailSizeWidthHeight { get; set; } = 500;

    public int? ThumbnailSizeQuality { get; set; } = 80;

    public int? SmallSizeWidthHeight { get; set; } = 50;

    public int? SmallSizeQuality { get; set; } = 80;

    public int? IconSizeWidthHeight { get; set; } = 35;

    public int? IconSizeQuality { get; set; } = 80;
}
