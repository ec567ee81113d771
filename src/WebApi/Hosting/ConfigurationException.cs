using System.Diagnostics.CodeAnalysis;

namespace OpenEvent.WebApi.Hosting;

/// <summary>The server cannot start as configured. The message is one line for the operator and names the key.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "An exception is named for what happened.")]
public sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
