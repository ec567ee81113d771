namespace OpenEvent.PSLab.Tool;

/// <summary>The tool was called with arguments that it does not understand.</summary>
internal sealed class UsageFault(string message) : Exception(message);
