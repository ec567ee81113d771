using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public sealed class AccountErasureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_erased_account_says_nothing_about_the_person_and_cannot_be_used()
    {
        var user = CreateFilledUser(isFlagged: true);
        AccountErasure.Erase(user, Now);
        var texts = typeof(User)
            .GetProperties()
            .Where(p => p.PropertyType == typeof(string) && p.GetValue(user) is not null)
            .Select(p => p.Name);
        Assert.That(texts, Is.EquivalentTo([nameof(User.Email), nameof(User.EmailBeforeDeletion)]), "a new text is erased, too");
        Assert.That(user.Email, Is.EqualTo("erased-12@erased.invalid"));
        var flags = typeof(User).GetProperties().Where(p => p.PropertyType == typeof(bool) && (bool)p.GetValue(user)!).Select(p => p.Name);
        Assert.That(flags, Is.EquivalentTo([nameof(User.IsBlocked), nameof(User.IsErased)]));
        Assert.That(
            (user.FacebookId, user.LastAccessedAt, user.DeletedAt, user.TokenEpoch),
            Is.EqualTo(((long?)null, (DateTimeOffset?)null, (DateTimeOffset?)Now, 1))
        );
    }

    [Test]
    public void Everything_that_the_erasure_writes_is_granted()
    {
        var changed = new[] { true, false }.SelectMany(FindChanges).Distinct();
        Assert.That(changed, Is.EquivalentTo([.. AccountErasure.Members, nameof(User.DeletedAt)]));

        static IEnumerable<string> FindChanges(bool isFlagged)
        {
            var (before, after) = (CreateFilledUser(isFlagged), CreateFilledUser(isFlagged));
            AccountErasure.Erase(after, Now);
            return typeof(User)
                .GetProperties()
                .Where(p => p.CanWrite && !Equals(p.GetValue(before), p.GetValue(after)))
                .Select(p => p.Name);
        }
    }

    [Test]
    public void Addresses_of_erased_accounts_are_recognized()
    {
        Assert.That(ErasedAddress.Is(ErasedAddress.Of(7)));
        Assert.That(ErasedAddress.Is("erased-7@example.org"), Is.False);
    }

    [Test]
    public void An_erased_account_cannot_be_restored()
    {
        var user = new User { Id = 12 };
        var admin = new Actor(1, IsAdmin: true);
        Assert.That(UserPolicy.Restore(admin, user).IsAllowed);
        AccountErasure.Erase(user, Now);
        Assert.That(UserPolicy.Restore(admin, user).Reason, Does.Contain("cannot be undone"));
    }

    [Test]
    public void Only_the_user_exports_their_data()
    {
        var user = new User { Id = 12 };
        Assert.That(UserPolicy.ExportPersonalData(new Actor(12), user).IsAllowed);
        Assert.That(UserPolicy.ExportPersonalData(new Actor(13), user).IsAllowed, Is.False);
        Assert.That(UserPolicy.ExportPersonalData(new Actor(1, IsAdmin: true, IsSuperAdmin: true), user).IsAllowed, Is.False);
    }

    [Test]
    public void The_user_and_super_admins_erase_an_account_but_no_super_admin_their_own()
    {
        var user = new User { Id = 12 };
        Assert.That(UserPolicy.Erase(new Actor(12), user).IsAllowed);
        Assert.That(UserPolicy.Erase(new Actor(1, IsAdmin: true, IsSuperAdmin: true), user).IsAllowed);
        Assert.That(UserPolicy.Erase(new Actor(1, IsAdmin: true), user).IsAllowed, Is.False);
        Assert.That(UserPolicy.Erase(new Actor(13), user).IsAllowed, Is.False);
        Assert.That(UserPolicy.Erase(new Actor(12, IsAdmin: true, IsSuperAdmin: true), user).IsAllowed, Is.False);
    }

    private static User CreateFilledUser(bool isFlagged)
    {
        var user = new User { Id = 12 };
        foreach (var property in typeof(User).GetProperties().Where(p => p.CanWrite))
            if (property.PropertyType == typeof(string))
                property.SetValue(user, "Ann");
            else if (property.PropertyType == typeof(bool))
                property.SetValue(user, isFlagged);
        user.FacebookId = 7;
        user.EmailChangedAt = Now;
        user.LastAccessedAt = Now;
        user.NewPassword = null;
        return user;
    }
}
