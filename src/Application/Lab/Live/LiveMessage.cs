namespace OpenEvent.Application.Lab;

/// <summary>A message to a viewer.</summary>
/// <param name="Content">A frame, or JSON text in UTF-8.</param>
internal sealed record LiveMessage(byte[] Content, bool IsFrame);
