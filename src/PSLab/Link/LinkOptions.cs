namespace OpenEvent.PSLab.Link;

/// <summary>
/// The timing of a link. The link enforces all time-outs itself, because serial streams ignore time-outs and cancellation in asynchronous
/// reads.
/// </summary>
public sealed record LinkOptions
{
    /// <summary>The time that a reply may take beyond the transmission and processing times of the command table.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The silence that is required before a new handshake. The firmware aborts an incomplete command after 100 ms for each missing byte.
    /// </summary>
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>The time limit for opening a port.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many handshakes are tried before the port counts as disconnected.</summary>
    public int HandshakeAttempts { get; init; } = 4;

    /// <summary>The wait before a port is opened again after a failure. It doubles with each further failure.</summary>
    public TimeSpan InitialBackOff { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call waits for a disconnected board before it fails.</summary>
    public TimeSpan ReconnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest time that a call can take; null without a limit. Calls that would wait longer are refused at once.</summary>
    public TimeSpan? CallLimit { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
