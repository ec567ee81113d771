namespace OpenEvent.Application.Common;

/// <summary>The size of a variant of a picture.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels; used only if the aspect ratio is not kept.</param>
/// <param name="KeepsAspect">Whether the height follows from the width and the picture.</param>
/// <param name="Quality">Of the JPEG file, 1 to 100.</param>
public sealed record ImageSize(int Width, int Height, bool KeepsAspect = true, int Quality = 80);

/// <summary>
/// The sizes of the variants, with the defaults of the reference server. All variants are made with the sizes that this class returns:
/// settings that staff can change are read here.
/// </summary>
internal static class ImageSizes
{
    public static EventSizes ForEvents { get; } = new(new(1300, 500), new(500, 200), new(75, 30));

    public static PersonSizes ForPeople { get; } = new(new(500, 500), new(50, 50), new(35, 35));

    internal sealed record EventSizes(ImageSize Large, ImageSize Thumbnail, ImageSize Icon);

    internal sealed record PersonSizes(ImageSize Thumbnail, ImageSize Small, ImageSize Icon);
}
