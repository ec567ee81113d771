using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Notifications;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Platform;

/// <summary>E-mails, jobs, the log of changes and e-mail settings: staff read what only the server writes.</summary>
public sealed class StaffRecordsPolicyTests
{
    [Test]
    public void Staff_read_emails_jobs_and_the_log_of_changes_and_nobody_writes_them()
    {
        AssertReadOnly(new StaffReadPolicy<Mail>(), new Mail());
        AssertReadOnly(new StaffReadPolicy<Job>(), new Job());
        AssertReadOnly(new StaffReadPolicy<Activity>(), new Activity());
    }

    [Test]
    public void Anyone_reads_an_email_setting_and_staff_switch_it()
    {
        var policy = new MessageSettingPolicy();
        var row = new MessageSetting();
        Assert.That(TestActors.Where(a => policy.CanSee(a, row)), Is.EqualTo(TestActors.Everyone));
        Assert.That(TestActors.AllowedBy(policy.List), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => policy.Update(a, row, To(nameof(MessageSetting.Enabled)))), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => policy.Update(a, row, To(nameof(MessageSetting.Action)))), Is.Empty);
        Assert.That(policy.Update(TestActors.Named("admin"), row, To(nameof(MessageSetting.Action))).Field, Is.EqualTo("Action"));
    }

    private static Changes<MessageSetting> To(string member) => TestChanges.To<MessageSetting>(member, member);

    private static void AssertReadOnly<T>(Policy<T> policy, T row)
        where T : Entity
    {
        Assert.That(TestActors.Where(a => policy.CanSee(a, row)), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(policy.List), Is.EqualTo(TestActors.Staff));
        Assert.That(TestActors.AllowedBy(a => policy.Create(a, row)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => policy.Update(a, row, Changes<T>.None)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => policy.Delete(a, row)), Is.Empty);
        Assert.That(TestActors.AllowedBy(a => policy.Link(a, row, new RowLink("x", row))), Is.Empty);
        Assert.That(policy.Link(TestActors.Named("admin"), row, new RowLink("x", row)).Field, Is.EqualTo("x"));
    }
}
