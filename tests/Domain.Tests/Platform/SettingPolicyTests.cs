using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Platform;

/// <summary>The settings: everyone reads their view, and staff change them.</summary>
public sealed class SettingPolicyTests
{
    private static readonly SettingPolicy Policy = new();

    [Test]
    public void Everyone_sees_the_row_and_staff_change_it()
    {
        var row = new Setting();
        Assert.That(TestActors.Where(a => Policy.CanSee(a, row)), Is.EqualTo(TestActors.Everyone));
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, row, To(nameof(Setting.Tagline)))), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, row)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, row)), Is.Empty);
    }

    [Test]
    public void Only_a_super_admin_changes_where_links_in_emails_lead()
    {
        var admin = new Actor(1, IsAdmin: true);
        var super = new Actor(2, IsAdmin: true, IsSuperAdmin: true);
        var denied = Policy.Update(admin, new Setting(), To(nameof(Setting.FrontendUrl)));
        Assert.That((denied.IsAllowed, denied.Field), Is.EqualTo((false, "frontend-url")));
        Assert.That(Policy.Update(super, new Setting(), To(nameof(Setting.FrontendUrl))).IsAllowed, Is.True);
    }

    private static Changes<Setting> To(string member) => TestChanges.To<Setting>(member, member);
}
