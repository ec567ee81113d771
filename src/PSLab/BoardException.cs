namespace OpenEvent.PSLab;

/// <summary>Why a call to the board gave no result.</summary>
public enum BoardErrorKind
{
    /// <summary>The caller asked for what the board cannot do; nothing was sent.</summary>
    OutOfRange,

    /// <summary>The firmware of this board does not know the command, or the board does not have the part.</summary>
    Unsupported,

    /// <summary>The board answered with an error.</summary>
    Rejected,

    /// <summary>No complete answer came in time.</summary>
    Timeout,

    /// <summary>An answer came that the protocol does not know.</summary>
    InvalidResponse,

    /// <summary>The port is gone or could not be opened.</summary>
    Disconnected,

    /// <summary>The board works, but what is connected to it gave no measurable signal.</summary>
    Unmeasurable,
}

/// <summary>The one exception of this library: a call gave no result, why, and in words for the person who asked.</summary>
public sealed class BoardException(BoardErrorKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public BoardErrorKind Kind { get; } = kind;
}
