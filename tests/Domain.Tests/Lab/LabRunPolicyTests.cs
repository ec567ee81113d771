using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Domain.Tests.Lab;

/// <summary>Who sees and stops runs, who sees answers, and who changes memberships.</summary>
[TestFixture]
public sealed class LabRunPolicyTests
{
    private static readonly LabRunPolicy Policy = new();
    private static readonly Actor Student = new(3) { LabClasses = new HeldLabClasses([7], [], []) };
    private static readonly Actor Teacher = new(4) { LabClasses = new HeldLabClasses([7], [7], [3]) };
    private static readonly Actor Other = new(2) { LabClasses = HeldLabClasses.None };
    private static readonly Actor Staff = new(5, IsAdmin: true);

    [Test]
    public void Teachers_see_runs_of_lessons_and_no_other_runs_of_their_students()
    {
        var lesson = new LabRun
        {
            UserId = 3,
            Script = new LabScript { Kind = LabScriptKind.Lesson },
        };
        var own = new LabRun
        {
            UserId = 3,
            Script = new LabScript { UserId = 3 },
        };
        var deleted = new LabRun { UserId = 3 };
        Assert.That((Sees(Teacher, lesson), Sees(Teacher, own), Sees(Teacher, deleted)), Is.EqualTo((true, false, false)));
        Assert.That((Sees(Student, lesson), Sees(Student, own), Sees(Student, deleted)), Is.EqualTo((true, true, true)));
        Assert.That((Sees(Staff, own), Sees(Other, lesson), Sees(Actor.Anonymous, lesson)), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void Only_the_user_and_staff_stop_a_run_and_only_the_user_answers_it()
    {
        var run = new LabRun { UserId = 3 };
        var stops = (Actor actor) => LabRunPolicy.Stop(actor, run).IsAllowed;
        Assert.That((stops(Student), stops(Staff), stops(Teacher), stops(Other)), Is.EqualTo((true, true, false, false)));
        var answers = (Actor actor) => LabRunPolicy.SendInput(actor, run).IsAllowed;
        Assert.That((answers(Student), answers(Staff), answers(Teacher)), Is.EqualTo((true, false, false)));
        Assert.That(Policy.Delete(Teacher, run).IsAllowed, Is.False);
        Assert.That(LabRunPolicy.Start(Actor.Anonymous).IsAllowed, Is.False);
    }

    [Test]
    public void Answers_are_for_the_user_their_teachers_and_staff()
    {
        var answer = new LabAnswer { UserId = 3 };
        var sees = (Actor actor) => new LabAnswerPolicy().Visible(actor).Compile()(answer);
        Assert.That((sees(Student), sees(Teacher), sees(Staff)), Is.EqualTo((true, true, true)));
        Assert.That((sees(Other), sees(Actor.Anonymous)), Is.EqualTo((false, false)));
        Assert.That(LabAnswerPolicy.Answer(Actor.Anonymous).IsAllowed, Is.False);
    }

    [Test]
    public void Members_leave_teachers_remove_students_and_the_creator_stays()
    {
        var policy = new LabClassMemberPolicy();
        var group = new LabClass { Id = 7, UserId = 9 };
        var creator = new Actor(9) { LabClasses = new HeldLabClasses([7], [7], []) };
        var student = new LabClassMember
        {
            Class = group,
            ClassId = 7,
            UserId = 3,
        };
        var teacher = new LabClassMember
        {
            Class = group,
            ClassId = 7,
            UserId = 4,
            Role = LabClassRole.Teacher,
        };
        var first = new LabClassMember
        {
            Class = group,
            ClassId = 7,
            UserId = 9,
            Role = LabClassRole.Teacher,
        };
        Assert.That(policy.Delete(Student, student).IsAllowed, Is.True);
        Assert.That(policy.Delete(Teacher, student).IsAllowed, Is.True);
        Assert.That(policy.Delete(Other, student).IsAllowed, Is.False);
        Assert.That(policy.Delete(new Actor(6) { LabClasses = new HeldLabClasses([7], [7], []) }, teacher).IsAllowed, Is.False);
        Assert.That(policy.Delete(creator, teacher).IsAllowed, Is.True);
        Assert.That(policy.Delete(creator, first).IsAllowed, Is.False);
        Assert.That(policy.Update(creator, student, Changes<LabClassMember>.None).IsAllowed, Is.True);
        Assert.That(policy.Update(Teacher, student, Changes<LabClassMember>.None).IsAllowed, Is.False);
        Assert.That(policy.Update(Student, student, Changes<LabClassMember>.None).IsAllowed, Is.False);
    }

    [Test]
    public void Students_see_themselves_and_the_teachers_of_their_class()
    {
        var policy = new LabClassMemberPolicy();
        var sees = (Actor actor, LabClassMember member) => policy.Visible(actor).Compile()(member);
        var other = new LabClassMember { ClassId = 7, UserId = 8 };
        var teacher = new LabClassMember
        {
            ClassId = 7,
            UserId = 4,
            Role = LabClassRole.Teacher,
        };
        Assert.That((sees(Student, other), sees(Student, teacher)), Is.EqualTo((false, true)));
        Assert.That((sees(Teacher, other), sees(Other, teacher)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Verified_users_create_classes_and_only_teachers_book_for_them()
    {
        var policy = new LabClassPolicy();
        Assert.That(policy.Create(new Actor(1, IsVerified: true), new LabClass()).IsAllowed, Is.True);
        Assert.That(policy.Create(new Actor(1), new LabClass()).IsAllowed, Is.False);
        Assert.That(policy.CanSeePrivate(Student, new LabClass { Id = 7 }), Is.False, "students do not see the code");
        var bookings = new BookingPolicy();
        Assert.That(bookings.Create(Teacher, new Booking { ClassId = 7 }).IsAllowed, Is.True);
        Assert.That(bookings.Create(Student, new Booking { ClassId = 7 }).IsAllowed, Is.False);
        Assert.That(bookings.Create(Student, new Booking()).IsAllowed, Is.True);
    }

    private static bool Sees(Actor actor, LabRun run) => Policy.Visible(actor).Compile()(run);
}
