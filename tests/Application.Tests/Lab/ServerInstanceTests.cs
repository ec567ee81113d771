using NUnit.Framework;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>The record of a running call names its server process, so that a later server knows whether the call still runs.</summary>
public class ServerInstanceTests
{
    [Test]
    public void This_process_is_read_back_and_runs()
    {
        var owner = ServerInstance.Parse(ServerInstance.Own.ToString())!;
        Assert.That(owner, Is.EqualTo(ServerInstance.Own));
        Assert.That((owner.IsOnThisMachine, owner.IsRunning), Is.EqualTo((true, true)));
    }

    [Test]
    public void A_process_that_ended_or_another_one_with_its_id_does_not_run()
    {
        Assert.That((ServerInstance.Own with { ProcessId = int.MaxValue }).IsRunning, Is.False);
        Assert.That((ServerInstance.Own with { Started = ServerInstance.Own.Started - 100 }).IsRunning, Is.False);
    }

    [Test]
    public void A_process_of_another_machine_is_not_judged_here() =>
        Assert.That((ServerInstance.Own with { Machine = "elsewhere" }).IsOnThisMachine, Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("The device main is lost.")]
    [TestCase("Runs on host 12")]
    public void Other_texts_name_no_process(string? detail) => Assert.That(ServerInstance.Parse(detail), Is.Null);
}
