using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>How many requests with an Idempotency-Key may wait for an effect outside the database.</summary>
public sealed class ExternalClaimSlotsTests
{
    private ExternalClaimSlots _slots = null!;

    [SetUp]
    public void Create() => _slots = new ExternalClaimSlots();

    [Test]
    public void Calls_of_the_lab_leave_room_for_uploads()
    {
        for (var user = 1; user <= 4; user++)
            Take(ExternalEffectKind.Lab, user, isVerified: true, count: 5);
        Assert.Throws<RejectedException>(() => _slots.Take(ExternalEffectKind.Lab, User(9, true)));
        Assert.DoesNotThrow(() => _slots.Take(ExternalEffectKind.Upload, User(9, true)));
    }

    [Test]
    public void Users_without_a_verified_address_take_few()
    {
        for (var user = 1; user <= 3; user++)
        {
            Take(ExternalEffectKind.Lab, user, isVerified: false, count: 2);
            Assert.Throws<RejectedException>(() => _slots.Take(ExternalEffectKind.Lab, User(user, false)), "each has two");
        }

        Take(ExternalEffectKind.Lab, 4, isVerified: false, count: 1);
        Assert.Throws<RejectedException>(() => _slots.Take(ExternalEffectKind.Lab, User(5, false)), "they share a third");
        Assert.DoesNotThrow(() => Take(ExternalEffectKind.Lab, 6, isVerified: true, count: 5), "a control");
    }

    private void Take(ExternalEffectKind kind, long user, bool isVerified, int count)
    {
        for (var i = 0; i < count; i++)
            _slots.Take(kind, User(user, isVerified));
    }

    private static Actor User(long id, bool isVerified) => new(id, IsVerified: isVerified);
}
