namespace OpenEvent.PSLab.Link;

/// <summary>The state of the connection to a board.</summary>
public enum LinkState
{
    /// <summary>Never opened, or closed.</summary>
    Closed,

    /// <summary>The last command was answered.</summary>
    Ready,

    /// <summary>The last command failed: a handshake comes before the next command.</summary>
    NeedsHandshake,

    /// <summary>The port was closed or removed. It is opened again for the next command.</summary>
    Disconnected,
}
