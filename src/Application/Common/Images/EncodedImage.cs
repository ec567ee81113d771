namespace OpenEvent.Application.Common;

/// <summary>An encoded picture.</summary>
/// <param name="Extension">The extension of the file name, without the dot, e.g. <c>png</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record EncodedImage(byte[] Content, string ContentType, string Extension, int Width, int Height);
