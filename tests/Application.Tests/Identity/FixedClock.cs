namespace OpenEvent.Application.Tests.Identity;

/// <summary>A clock whose time changes only when a test sets it.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
