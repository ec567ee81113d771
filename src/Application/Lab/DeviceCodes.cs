namespace OpenEvent.Application.Lab;

/// <summary>Machine-readable error codes, sent in <c>source.code</c> of a rejected call.</summary>
public static class DeviceCodes
{
    public const string Booked = "device-booked",
        QueueFull = "queue-full",
        Lost = "device-lost",
        TimedOut = "device-timed-out",
        UsedByOtherServer = "device-of-another-server";
}
