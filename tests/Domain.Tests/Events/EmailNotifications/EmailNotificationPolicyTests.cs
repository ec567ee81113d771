using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Identity;

public class EmailNotificationPolicyTests
{
    private static readonly EmailNotificationPolicy Policy = new();

    private static readonly EmailNotification Row = new() { UserId = 1, EventId = 1 };

    private static Actor ActorNamed(string name) =>
        name switch
        {
            "visitor" => Actor.Anonymous,
            "staff" => new Actor(9, IsAdmin: true),
            "user" => new Actor(1),
            _ => new Actor(3) { Roles = [new HeldRole(1, TeamRole.Owner)], TeammateIds = [1] },
        };

    [TestCase("user", true)]
    [TestCase("staff", true)]
    [TestCase("owner of the event", false)]
    [TestCase("visitor", false)]
    public void Only_the_user_and_staff_access_email_preferences(string actorName, bool allowed)
    {
        var actor = ActorNamed(actorName);
        Assert.That((Policy.CanSee(actor, Row), Policy.CanSeePrivate(actor, Row)), Is.EqualTo((allowed, allowed)));
        foreach (
            var preference in new[]
            {
                nameof(Row.NextEvent),
                nameof(Row.NewPaper),
                nameof(Row.SessionAcceptReject),
                nameof(Row.SessionSchedule),
                nameof(Row.AfterTicketPurchase),
            }
        )
            Assert.That(
                Policy.Update(actor, Row, TestChanges.To<EmailNotification>(preference, "preference")).IsAllowed,
                Is.EqualTo(allowed),
                preference
            );
        Assert.That(Policy.Delete(actor, Row).IsAllowed, Is.EqualTo(allowed));
        Assert.That(Policy.List(actor).IsAllowed, Is.EqualTo(actor.IsStaff), "only staff list all preferences");
        Assert.That(Policy.Create(actor, Row).IsAllowed, Is.False, "only the server creates them");
    }

    [TestCase(nameof(EmailNotification.User), "user")]
    [TestCase(nameof(EmailNotification.Event), "event")]
    [TestCase(nameof(EmailNotification.EventId), "event-id")]
    public void The_user_and_event_of_email_preferences_cannot_be_changed(string member, string name) =>
        Assert.That(Policy.Update(ActorNamed("staff"), Row, TestChanges.To<EmailNotification>(member, name)).Field, Is.EqualTo(name));

    [TestCase("user", false)]
    [TestCase("staff", true)]
    public void Only_staff_restore_deleted_email_preferences(string actorName, bool allowed) =>
        Assert.That(
            Policy.Update(ActorNamed(actorName), Row, TestChanges.To<EmailNotification>(nameof(Row.DeletedAt), "deleted-at")).IsAllowed,
            Is.EqualTo(allowed)
        );
}
