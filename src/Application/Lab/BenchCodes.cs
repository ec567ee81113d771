namespace OpenEvent.Application.Lab;

/// <summary>Words for programs, in <c>source.code</c> of a refused call.</summary>
public static class BenchCodes
{
    public const string Booked = "device-booked",
        Full = "queue-full",
        Lost = "device-lost",
        TimedOut = "device-timed-out",
        Taken = "device-of-another-server";
}
