using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Identity;

public class EmailNotificationPolicyTests
{
    private static readonly EmailNotificationPolicy Policy = new();

    private static readonly EmailNotification Row = new() { UserId = 1, EventId = 1 };

    private static Actor Who(string name) =>
        name switch
        {
            "visitor" => Actor.Anonymous,
            "staff" => new Actor(9, IsAdmin: true),
            "himself" => new Actor(1),
            _ => new Actor(3) { Roles = [new HeldRole(1, EventRole.Owner)], Teammates = [1] },
        };

    [TestCase("himself", true)]
    [TestCase("staff", true)]
    [TestCase("owner of the event", false)]
    [TestCase("visitor", false)]
    public void Mail_wishes_are_their_users_and_staffs(string who, bool allowed)
    {
        var actor = Who(who);
        Assert.That((Policy.Sees(actor, Row), Policy.SeesPrivate(actor, Row)), Is.EqualTo((allowed, allowed)));
        foreach (
            var wish in new[]
            {
                nameof(Row.NextEvent),
                nameof(Row.NewPaper),
                nameof(Row.SessionAcceptReject),
                nameof(Row.SessionSchedule),
                nameof(Row.AfterTicketPurchase),
            }
        )
            Assert.That(Policy.Update(actor, Row, Touching.The<EmailNotification>(wish, "wish")).Allowed, Is.EqualTo(allowed), wish);
        Assert.That(Policy.Delete(actor, Row).Allowed, Is.EqualTo(allowed));
        Assert.That(Policy.List(actor).Allowed, Is.EqualTo(actor.IsStaff), "everyone's are staff's to list");
        Assert.That(Policy.Create(actor, Row).Allowed, Is.False, "the server makes them");
    }

    [TestCase(nameof(EmailNotification.User), "user")]
    [TestCase(nameof(EmailNotification.Event), "event")]
    [TestCase(nameof(EmailNotification.EventId), "event-id")]
    public void They_stay_with_their_user_and_event(string member, string name) =>
        Assert.That(Policy.Update(Who("staff"), Row, Touching.The<EmailNotification>(member, name)).Field, Is.EqualTo(name));

    [TestCase("himself", false)]
    [TestCase("staff", true)]
    public void Only_staff_bring_deleted_ones_back(string who, bool allowed) =>
        Assert.That(
            Policy.Update(Who(who), Row, Touching.The<EmailNotification>(nameof(Row.DeletedAt), "deleted-at")).Allowed,
            Is.EqualTo(allowed)
        );
}
