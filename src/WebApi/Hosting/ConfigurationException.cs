namespace OpenEvent.WebApi.Hosting;

/// <summary>The server cannot start as configured. The message is one line for the operator and names the key.</summary>
public sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
