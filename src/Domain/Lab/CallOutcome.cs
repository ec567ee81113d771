namespace OpenEvent.Domain.Lab;

/// <summary>How a function call on a device ended.</summary>
public enum CallOutcome
{
    /// <summary>Waiting, or running on the device. A call also keeps this value if its server was killed.</summary>
    Running,

    /// <summary>The call returned a result.</summary>
    Done,

    /// <summary>The function string is wrong, or the device cannot do what it asks for. Nothing was measured.</summary>
    Refused,

    /// <summary>Another user has booked the device, or too many calls are waiting.</summary>
    Busy,

    /// <summary>The device did not answer or is not connected.</summary>
    Failed,

    /// <summary>The call exceeded its time limit.</summary>
    TimedOut,

    /// <summary>The caller cancelled the request.</summary>
    Cancelled,
}
