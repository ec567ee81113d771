using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Reads the sizes of variants from the rows that staff edit. A value that is missing there is the default, which is that of the reference
/// server. A change applies to pictures that are set after it.
/// </summary>
internal sealed class ImageSizes(IData data) : IImageSizes
{
    public async Task<IReadOnlyDictionary<string, ImageSize>> GetAsync(ImageSizeSet set, CancellationToken ct) =>
        set == ImageSizeSet.Events
            ? Read(await data.Set<EventImageSize>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == EventImageSize.OnlyId, ct) ?? new())
            : Read(
                await data.Set<SpeakerImageSize>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == SpeakerImageSize.OnlyId, ct) ?? new()
            );

    private static Dictionary<string, ImageSize> Read(EventImageSize row)
    {
        var defaults = new EventImageSize();
        return new()
        {
            ["large"] = new(
                row.FullWidth ?? defaults.FullWidth!.Value,
                row.FullHeight ?? defaults.FullHeight!.Value,
                row.FullAspect,
                row.FullQuality ?? defaults.FullQuality!.Value
            ),
            ["thumbnail"] = new(
                row.ThumbnailWidth ?? defaults.ThumbnailWidth!.Value,
                row.ThumbnailHeight ?? defaults.ThumbnailHeight!.Value,
                row.ThumbnailAspect,
                row.ThumbnailQuality ?? defaults.ThumbnailQuality!.Value
            ),
            ["icon"] = new(
                row.IconWidth ?? defaults.IconWidth!.Value,
                row.IconHeight ?? defaults.IconHeight!.Value,
                row.IconAspect,
                row.IconQuality ?? defaults.IconQuality!.Value
            ),
        };
    }

    private static Dictionary<string, ImageSize> Read(SpeakerImageSize row)
    {
        var defaults = new SpeakerImageSize();
        return new()
        {
            ["thumbnail"] = Square(
                row.ThumbnailSizeWidthHeight ?? defaults.ThumbnailSizeWidthHeight,
                row.ThumbnailSizeQuality ?? defaults.ThumbnailSizeQuality
            ),
            ["small"] = Square(
                row.SmallSizeWidthHeight ?? defaults.SmallSizeWidthHeight,
                row.SmallSizeQuality ?? defaults.SmallSizeQuality
            ),
            ["icon"] = Square(row.IconSizeWidthHeight ?? defaults.IconSizeWidthHeight, row.IconSizeQuality ?? defaults.IconSizeQuality),
        };
    }

    /// <summary>The aspect ratio of the photo is kept, so the side is the width.</summary>
    private static ImageSize Square(int? side, int? quality) => new(side!.Value, side.Value, KeepsAspect: true, quality!.Value);
}
