namespace OpenEvent.PSLab.Link;

/// <summary>What is known of the connection to a board.</summary>
public enum LinkState
{
    /// <summary>Never opened, or closed.</summary>
    Closed,

    /// <summary>The last command was answered.</summary>
    Ready,

    /// <summary>The last command was not answered as it should be: a handshake comes before the next.</summary>
    NeedsHandshake,

    /// <summary>The port is gone: it is opened again for the next command.</summary>
    Disconnected,
}
