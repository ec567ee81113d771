namespace OpenEvent.Domain.Lab;

/// <summary>How a call of a device ended.</summary>
public enum CallOutcome
{
    /// <summary>It waits, or the device works on it; also what a call stays whose server was killed.</summary>
    Running,

    /// <summary>It gave a result.</summary>
    Done,

    /// <summary>The function string was wrong, or the device cannot do what it asks: nothing was measured.</summary>
    Refused,

    /// <summary>The device is booked by somebody else, or too many wait.</summary>
    Busy,

    /// <summary>The device did not answer, or is not there.</summary>
    Failed,

    /// <summary>It took longer than a call may.</summary>
    TimedOut,

    /// <summary>Its caller went away.</summary>
    Cancelled,
}
