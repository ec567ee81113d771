namespace OpenEvent.Domain.Lab;

/// <summary>How a function call on a device ended.</summary>
public enum CallOutcome
{
    /// <summary>Waiting, or running on the device.</summary>
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

    /// <summary>The server was killed during the call. Whether the device carried it out is unknown.</summary>
    Interrupted,
}
