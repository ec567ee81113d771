using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Domain.Tests.Lab;

/// <summary>Who reads, changes, shares and runs scripts.</summary>
[TestFixture]
public sealed class LabScriptPolicyTests
{
    private static readonly LabScriptPolicy Policy = new();
    private static readonly Actor Owner = new(1) { LabClasses = HeldLabClasses.None };
    private static readonly Actor Other = new(2) { LabClasses = HeldLabClasses.None };
    private static readonly Actor Student = new(3) { LabClasses = new HeldLabClasses([7], [], []) };
    private static readonly Actor Teacher = new(4) { LabClasses = new HeldLabClasses([7], [7], [3]) };
    private static readonly Actor Staff = new(5, IsAdmin: true);

    private static LabScript Own() => new() { UserId = 1 };

    private static LabScript Lesson() => new() { Kind = LabScriptKind.Lesson };

    [Test]
    public void Classes_that_were_not_loaded_are_an_error_and_not_none()
    {
        Assert.Throws<InvalidOperationException>(() => Policy.Visible(new Actor(1)));
        Assert.DoesNotThrow(() => Policy.Visible(Actor.Anonymous));
    }

    [Test]
    public void A_script_is_private()
    {
        Assert.That(Sees(Owner, Own()), Is.True);
        Assert.That(Sees(Staff, Own()), Is.True);
        foreach (var actor in new[] { Other, Student, Teacher, Actor.Anonymous })
            Assert.That(Sees(actor, Own()), Is.False);
    }

    [Test]
    public void The_link_of_a_shared_script_does_not_put_it_into_lists()
    {
        var shared = Own();
        shared.IsShared = true;
        Assert.That(Sees(Other, shared), Is.False);
        Assert.That(Policy.CanSeePrivate(Other, shared), Is.False);
    }

    [Test]
    public void Lessons_are_for_everyone_who_is_signed_in()
    {
        Assert.That(Sees(Other, Lesson()), Is.True);
        Assert.That(Sees(Actor.Anonymous, Lesson()), Is.False);
    }

    [Test]
    public void Members_read_the_scripts_of_their_class_and_do_not_change_them()
    {
        var script = Own();
        script.Classes.Add(new LabClassScript { ClassId = 7 });
        Assert.That(Sees(Student, script), Is.True);
        Assert.That(Sees(Other, script), Is.False);
        Assert.That(Policy.Update(Student, script, Changes<LabScript>.None).IsAllowed, Is.False);
        Assert.That(Policy.Delete(Teacher, script).IsAllowed, Is.False);
    }

    [Test]
    public void Nobody_changes_lessons()
    {
        foreach (var actor in new[] { Owner, Staff })
        {
            Assert.That(Policy.Update(actor, Lesson(), Changes<LabScript>.None).IsAllowed, Is.False);
            Assert.That(Policy.Delete(actor, Lesson()).IsAllowed, Is.False);
        }
    }

    [Test]
    public void Users_create_scripts_and_no_lessons()
    {
        Assert.That(Policy.Create(Owner, new LabScript()).IsAllowed, Is.True);
        Assert.That(Policy.Create(Owner, Lesson()).IsAllowed, Is.False);
        Assert.That(Policy.Create(Actor.Anonymous, new LabScript()).IsAllowed, Is.False);
    }

    [Test]
    public void Staff_delete_scripts_and_do_not_write_into_them()
    {
        Assert.That(Policy.Delete(Staff, Own()).IsAllowed, Is.True);
        Assert.That(Policy.Update(Staff, Own(), Change(nameof(LabScript.IsShared))).IsAllowed, Is.True);
        Assert.That(Policy.Update(Staff, Own(), Change(nameof(LabScript.Code))).IsAllowed, Is.False);
        Assert.That(Policy.Update(Owner, Own(), Change(nameof(LabScript.Code))).IsAllowed, Is.True);
    }

    [Test]
    public void Both_the_owner_and_the_class_decide_on_a_script_of_a_class()
    {
        var group = new LabClass { Id = 7, UserId = 4 };
        var toClass = new RowLink("classes", group);
        Assert.That(Policy.Link(Owner, Own(), toClass).IsAllowed, Is.True);
        Assert.That(Policy.Link(Teacher, Own(), toClass).IsAllowed, Is.False, "a teacher cannot take the script of a student");
        Assert.That(Policy.Link(Teacher, Lesson(), toClass).IsAllowed, Is.True);
        Assert.That(Policy.Unlink(Teacher, Own(), toClass).IsAllowed, Is.True);
        Assert.That(Policy.Unlink(Other, Own(), toClass).IsAllowed, Is.False);
        var classes = new LabClassPolicy();
        var toScript = new RowLink("scripts", Own());
        Assert.That(classes.Link(Teacher, group, toScript).IsAllowed, Is.True);
        Assert.That(classes.Link(Owner, group, toScript).IsAllowed, Is.False);
        Assert.That(classes.Unlink(Owner, group, toScript).IsAllowed, Is.True, "the owner takes their script back");
        Assert.That(classes.Link(Teacher, group, new RowLink("members", Own())).IsAllowed, Is.False);
    }

    [Test]
    public void Versions_are_for_the_owner_and_staff()
    {
        var version = new LabScriptVersion { Script = Own() };
        var sees = (Actor actor) => new LabScriptVersionPolicy().Visible(actor).Compile()(version);
        Assert.That((sees(Owner), sees(Staff), sees(Other), sees(Actor.Anonymous)), Is.EqualTo((true, true, false, false)));
    }

    private static bool Sees(Actor actor, LabScript script) => Policy.Visible(actor).Compile()(script);

    private static Changes<LabScript> Change(string member) =>
        new([new Change<LabScript, string?>(member, member, "x", _ => null, (_, _) => { }, (_, _) => false)]);
}
