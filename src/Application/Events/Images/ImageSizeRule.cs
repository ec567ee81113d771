namespace OpenEvent.Application.Events;

/// <summary>The bounds of the sizes of pictures.</summary>
internal static class ImageSizeRule
{
    public const string LengthMessage = "Must be 1 to 4000 pixels.";
    public const string QualityMessage = "Must be 1 to 100.";

    public static bool IsLength(int? pixels) => pixels is null or (>= 1 and <= 4000);

    public static bool IsQuality(int? quality) => quality is null or (>= 1 and <= 100);
}
