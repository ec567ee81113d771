using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Tests.Program;

public class SpeakerInvitePolicyTests
{
    private static readonly SpeakerInvitePolicy Policy = new();
    private static readonly Session Session = new() { EventId = 3, CreatorId = 1 };

    [TestCase(true, true)]
    [TestCase(false, false)]
    public void Only_verified_users_invite_speakers(bool isVerified, bool allowed)
    {
        var draft = new SpeakerInvite { EventId = 3, Session = Session };
        Assert.That(Policy.Create(new Actor(1, "ann@example.org", isVerified), draft).IsAllowed, Is.EqualTo(allowed));
    }

    [TestCase(SpeakerInviteStatus.Pending, 0, true)]
    [TestCase(SpeakerInviteStatus.Pending, 1, false)]
    [TestCase(SpeakerInviteStatus.Accepted, 0, false)]
    public void An_invite_is_open_while_it_is_pending_and_not_expired(SpeakerInviteStatus status, int days, bool open) =>
        Assert.That(
            new SpeakerInvite { Status = status, ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(1) }.IsOpen(
                DateTimeOffset.UnixEpoch.AddDays(days)
            ),
            Is.EqualTo(open)
        );
}
