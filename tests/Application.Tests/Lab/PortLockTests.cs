using NUnit.Framework;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

public sealed class PortLockTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("openevent-lock-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_port_is_one_holders_until_he_lets_go()
    {
        var first = PortLock.TryTake("tcp://192.168.4.1:80", _folder)!;
        Assert.That(PortLock.TryTake("tcp://192.168.4.1:80", _folder), Is.Null);
        using (var other = PortLock.TryTake("tcp://192.168.4.2:80", _folder))
            Assert.That(other, Is.Not.Null);
        first.Dispose();
    }

    [Test]
    public void It_is_free_again_afterwards()
    {
        PortLock.TryTake("/dev/ttyUSB7", _folder)!.Dispose();
        using var again = PortLock.TryTake("/dev/ttyUSB7", _folder);
        Assert.That(again, Is.Not.Null);
    }

    [Test]
    public void Two_names_of_one_port_are_one_port()
    {
        var (port, link) = (Path.Combine(_folder, "tty"), Path.Combine(_folder, "by-id"));
        File.WriteAllText(port, "");
        File.CreateSymbolicLink(link, port);
        using var first = PortLock.TryTake(link, _folder);
        Assert.That(first, Is.Not.Null);
        Assert.That(PortLock.TryTake(port, _folder), Is.Null);
    }

    [Test]
    public void A_name_that_leads_elsewhere_later_is_still_its_holders()
    {
        var (old, next, link) = (Path.Combine(_folder, "pts-1"), Path.Combine(_folder, "pts-2"), Path.Combine(_folder, "board"));
        File.WriteAllText(old, "");
        File.WriteAllText(next, "");
        File.CreateSymbolicLink(link, old);
        using var first = PortLock.TryTake(link, _folder);
        File.Delete(link);
        File.CreateSymbolicLink(link, next);
        Assert.That(PortLock.TryTake(link, _folder), Is.Null);
    }
}
