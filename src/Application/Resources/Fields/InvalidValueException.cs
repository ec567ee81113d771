namespace OpenEvent.Application.Resources;

/// <summary>A value of the wrong type or out of range; the message is meant for the client.</summary>
internal sealed class InvalidValueException(string message) : Exception(message);
