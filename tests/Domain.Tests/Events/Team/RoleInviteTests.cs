using NUnit.Framework;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Events;

public sealed class RoleInviteTests
{
    [Test]
    public void An_invite_ends_at_its_expiry_time()
    {
        var now = DateTimeOffset.UnixEpoch;
        Assert.That(new RoleInvite { ExpiresAt = now }.IsOpen(now), Is.False);
        Assert.That(new RoleInvite { ExpiresAt = now.AddTicks(1) }.IsOpen(now));
    }
}
