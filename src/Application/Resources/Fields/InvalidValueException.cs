namespace OpenEvent.Application.Resources;

/// <summary>A value has the wrong type or is out of range. The message is sent to the client.</summary>
internal sealed class InvalidValueException(string message) : Exception(message);
