using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Domain.Tests.Notifications;

public sealed class MessageSettingPolicyTests
{
    private static readonly Actor Admin = new(10, IsAdmin: true);

    [TestCaseSource(typeof(RequiredEmails), nameof(RequiredEmails.Reasons))]
    public void Nobody_switches_off_a_required_email(KeyValuePair<string, string> required)
    {
        foreach (var actor in new[] { Admin, Actor.Server })
        {
            var decision = Switch(actor, required.Key, isEnabled: false);
            Assert.That((decision.IsAllowed, decision.Field), Is.EqualTo((false, "enabled")));
            Assert.That(decision.Reason, Does.EndWith(required.Value));
            Assert.That(Switch(actor, required.Key, isEnabled: true).IsAllowed);
        }
    }

    [Test]
    public void Staff_switch_other_emails_and_nobody_else_does()
    {
        Assert.That(Switch(Admin, "announce_event", isEnabled: false).IsAllowed);
        Assert.That(Switch(new Actor(11), "announce_event", isEnabled: false).IsAllowed, Is.False);
    }

    private static Decision Switch(Actor actor, string action, bool isEnabled) =>
        new MessageSettingPolicy().Update(
            actor,
            new MessageSetting { Action = action },
            new Changes<MessageSetting>([
                new Change<MessageSetting, bool>(
                    nameof(MessageSetting.Enabled),
                    "enabled",
                    isEnabled,
                    s => s.Enabled,
                    (s, value) => s.Enabled = value,
                    (a, b) => a == b
                ),
            ])
        );
}
