namespace OpenEvent.PSLab.Tool;

/// <summary>The tool was called with arguments that it does not understand.</summary>
internal sealed class UsageException(string message) : Exception(message);
