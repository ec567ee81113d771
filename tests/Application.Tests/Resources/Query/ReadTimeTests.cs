using NUnit.Framework;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>The time that a read may take (docs/decisions/046).</summary>
public sealed class ReadTimeTests
{
    [TestCase("filter", RejectionKind.Malformed)]
    [TestCase(null, RejectionKind.Unavailable)]
    public void A_read_that_takes_too_long_is_rejected(string? parameter, RejectionKind kind)
    {
        using var caller = new CancellationTokenSource();
        Assert.That(
            async () => await ReadTime.LimitAsync(TimeSpan.FromMilliseconds(1), parameter, ReadAsync, caller.Token),
            Throws.InstanceOf<RejectedException>().With.Property(nameof(RejectedException.Kind)).EqualTo(kind)
        );

        static async Task<bool> ReadAsync(CancellationToken end)
        {
            await new TaskCompletionSource().Task.WaitAsync(end);
            return true;
        }
    }

    /// <summary>On a replica, a cancelled statement would block a thread, and the primary may be fast enough.</summary>
    [Test]
    public async Task A_caller_whose_token_cannot_be_cancelled_limits_the_time_itself() =>
        Assert.That(
            await ReadTime.LimitAsync(TimeSpan.Zero, null, end => Task.FromResult(end.CanBeCanceled), CancellationToken.None),
            Is.False
        );

    [Test]
    public void An_expensive_read_is_left_to_the_primary() =>
        Assert.That(
            async () => await ReadTime.LimitAsync(TimeSpan.Zero, "filter", _ => Task.FromResult(true), CancellationToken.None),
            Throws.InstanceOf<RejectedException>().With.Property(nameof(RejectedException.Kind)).EqualTo(RejectionKind.Unavailable)
        );
}
