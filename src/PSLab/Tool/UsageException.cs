namespace OpenEvent.PSLab.Tool;

/// <summary>The command line of the tool is not valid.</summary>
internal sealed class UsageException(string message) : Exception(message);
