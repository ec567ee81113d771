namespace OpenEvent.Application.Common;

/// <summary>A picture cannot be used. The message is for its user.</summary>
public sealed class ImageRejectedException(string message) : Exception(message);
