using NUnit.Framework;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Outbox;

namespace OpenEvent.Application.Tests.Outbox;

/// <summary>Which of the entries begins whose last attempt was interrupted.</summary>
public sealed class OutboxLanesTests
{
    private static readonly DueEntry Import = new(1, "import", null, 1, DateTimeOffset.UnixEpoch, 0),
        Email = new(2, "letter", null, 1, DateTimeOffset.UnixEpoch, 0);

    private readonly ManualClock _clock = new();

    [Test]
    public void An_interrupted_entry_waits_a_minute_for_one_that_has_begun()
    {
        var lanes = new OutboxLanes(new OutboxKinds([], new OutboxSettings()), _clock);
        var import = new TaskCompletionSource();
        Assert.That(lanes.CanStart(Email), Is.True, "a control");
        lanes.Start(Import, _ => import.Task);
        Assert.That(lanes.CanStart(Email), Is.False);
        Assert.That(lanes.CanStart(Email with { StartedAt = null }), Is.True, "it was not interrupted");
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.That(lanes.CanStart(Email), Is.True, "the import runs on");
        import.SetResult();
    }
}
