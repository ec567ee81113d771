namespace OpenEvent.Application.Common;

/// <summary>The size of a variant of a picture.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels; used only if the aspect ratio is not kept.</param>
/// <param name="KeepsAspect">Whether the height follows from the width and the picture.</param>
/// <param name="Quality">Of the JPEG file, 1 to 100.</param>
public sealed record ImageSize(int Width, int Height, bool KeepsAspect = true, int Quality = 80);
