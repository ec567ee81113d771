namespace OpenEvent.PSLab.Link;

/// <summary>The times of a conversation. All are the link's own: a serial stream honours neither time-outs nor cancellation in asynchronous reads.</summary>
public sealed record LinkOptions
{
    /// <summary>What a reply may take besides the time that wire and board need by the command table.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence on the line before a new handshake: the firmware gives up a half-read command after 100 ms for each missing byte.</summary>
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>What opening a port may take.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many handshakes are tried before a port counts as dead.</summary>
    public int HandshakeAttempts { get; init; } = 4;

    /// <summary>The first wait before a port is opened again after a failure; it doubles with each further failure.</summary>
    public TimeSpan InitialBackOff { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a caller waits for a lost board to come back before his call fails.</summary>
    public TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
