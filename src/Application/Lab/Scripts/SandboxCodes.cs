namespace OpenEvent.Application.Lab;

/// <summary>Machine-readable error codes, sent in <c>source.code</c> when a script cannot start.</summary>
public static class SandboxCodes
{
    /// <summary>Scripts do not run on this server.</summary>
    public const string Unavailable = "scripts-refused";

    /// <summary>As many scripts as possible are running. Try again later.</summary>
    public const string Full = "scripts-full";
}
