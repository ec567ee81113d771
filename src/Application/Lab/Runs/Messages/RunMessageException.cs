namespace OpenEvent.Application.Lab;

/// <summary>A script sent the server a message that its functions never send.</summary>
internal sealed class RunMessageException(string message) : Exception(message);
