namespace OpenEvent.Application.Lab;

/// <summary>Machine-readable error codes, sent in <c>source.code</c> of a rejected call.</summary>
public static class DeviceCodes
{
    public const string Booked = "device-booked";
    public const string QueueFull = "queue-full";
    public const string Lost = "device-lost";
    public const string TimedOut = "device-timed-out";
    public const string UsedByOtherServer = "device-of-another-server";
}
