using NUnit.Framework;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

public sealed class PortLockTests
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("openevent-lock-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_port_has_one_holder_until_it_is_released()
    {
        var first = PortLock.TryAcquire("tcp://192.168.4.1:80", _folder)!;
        Assert.That(PortLock.TryAcquire("tcp://192.168.4.1:80", _folder), Is.Null);
        using (var other = PortLock.TryAcquire("tcp://192.168.4.2:80", _folder))
            Assert.That(other, Is.Not.Null);
        first.Dispose();
    }

    [Test]
    public void A_released_port_can_be_locked_again()
    {
        PortLock.TryAcquire("/dev/ttyUSB7", _folder)!.Dispose();
        using var again = PortLock.TryAcquire("/dev/ttyUSB7", _folder);
        Assert.That(again, Is.Not.Null);
    }

    [Test]
    public void Two_names_of_one_port_share_one_lock()
    {
        var port = Path.Combine(_folder, "tty");
        var link = Path.Combine(_folder, "by-id");
        File.WriteAllText(port, "");
        File.CreateSymbolicLink(link, port);
        using var first = PortLock.TryAcquire(link, _folder);
        Assert.That(first, Is.Not.Null);
        Assert.That(PortLock.TryAcquire(port, _folder), Is.Null);
    }

    [Test]
    public void A_link_that_changes_its_target_stays_locked()
    {
        var old = Path.Combine(_folder, "pts-1");
        var next = Path.Combine(_folder, "pts-2");
        var link = Path.Combine(_folder, "board");
        File.WriteAllText(old, "");
        File.WriteAllText(next, "");
        File.CreateSymbolicLink(link, old);
        using var first = PortLock.TryAcquire(link, _folder);
        File.Delete(link);
        File.CreateSymbolicLink(link, next);
        Assert.That(PortLock.TryAcquire(link, _folder), Is.Null);
    }
}
