using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Domain.Tests.Platform;

/// <summary>Tasks and imports belong to the user who started them.</summary>
public sealed class QueuedTaskPolicyTests
{
    private static readonly QueuedTaskPolicy Policy = new();
    private static readonly ImportJobPolicy ImportPolicy = new();

    private static readonly Actor Owner = new(1, "owner@example.org", IsVerified: true);

    private static readonly Actor[] Others =
    [
        Actor.Anonymous,
        new(2, "other@example.org", IsVerified: true),
        new(3, "admin@example.org", IsVerified: true, IsAdmin: true, IsSuperAdmin: true),
        Actor.Server,
    ];

    [Test]
    public void Only_the_owner_sees_a_task()
    {
        var task = new QueuedTask { OwnerId = 1 };
        Assert.That(Policy.Visible(Owner).Compile()(task));
        Assert.That(Others.Where(actor => Policy.Visible(actor).Compile()(task)), Is.Empty);
    }

    [Test]
    public void Nobody_starts_a_task_of_another_user()
    {
        var task = new QueuedTask { OwnerId = 1 };
        Assert.That(Policy.Create(Owner, task).IsAllowed);
        Assert.That(Others.Where(actor => Policy.Create(actor, task).IsAllowed), Is.Empty);
    }

    [Test]
    public void Only_the_owner_sees_an_import_and_nobody_writes_it()
    {
        var job = new ImportJob { UserId = 1 };
        Assert.That(ImportPolicy.Visible(Owner).Compile()(job));
        Assert.That(Others.Where(actor => ImportPolicy.Visible(actor).Compile()(job)), Is.Empty);
        Assert.That(ImportPolicy.List(Actor.Anonymous).IsAllowed, Is.False);
        foreach (var actor in Others.Append(Owner))
        {
            Assert.That(ImportPolicy.Create(actor, job).IsAllowed, Is.False);
            Assert.That(ImportPolicy.Update(actor, job, Changes<ImportJob>.None).IsAllowed, Is.False);
            Assert.That(ImportPolicy.Delete(actor, job).IsAllowed, Is.False);
        }
    }
}
