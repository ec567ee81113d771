namespace OpenEvent.PSLab;

/// <summary>Why a call to the board gave no result.</summary>
public enum BoardErrorKind
{
    /// <summary>The caller asked for something that the board cannot do. Nothing was sent.</summary>
    OutOfRange,

    /// <summary>The firmware does not know the command, or the board does not have the part.</summary>
    Unsupported,

    /// <summary>The board answered with an error.</summary>
    Rejected,

    /// <summary>No complete answer arrived in time.</summary>
    Timeout,

    /// <summary>The answer does not match the protocol.</summary>
    InvalidResponse,

    /// <summary>The port was closed, removed, or could not be opened.</summary>
    Disconnected,

    /// <summary>The board works, but nothing could be measured, mostly because the connected circuit gave no signal.</summary>
    Unmeasurable,
}

/// <summary>The exception of this library: a call gave no result. The message is meant for users.</summary>
public sealed class BoardException(BoardErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public BoardErrorKind Kind { get; } = kind;
}
