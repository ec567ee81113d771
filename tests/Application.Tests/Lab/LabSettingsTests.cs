using System.ComponentModel.DataAnnotations;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab;

public sealed class LabSettingsTests
{
    [TestCase("virtual", "virtual", "")]
    [TestCase("virtual:loop-back", "virtual", "loop-back")]
    [TestCase("/dev/ttyUSB0", "serial", "/dev/ttyUSB0")]
    [TestCase("tcp://192.168.4.1", "tcp", "tcp://192.168.4.1:80")]
    [TestCase("tcp://192.168.4.1:8080/", "tcp", "tcp://192.168.4.1:8080")]
    [TestCase("tcp://pslab.local:80", "tcp", "tcp://pslab.local:80")]
    public void A_device_is_virtual_a_path_or_an_address(string text, string kind, string target) =>
        Assert.That(DeviceAddress.Read(text), Is.EqualTo(new DeviceAddress(kind, target)));

    [TestCase("")]
    [TestCase("Virtual board")]
    [TestCase("virtual:")]
    [TestCase("virtual:a b")]
    [TestCase("ttyUSB0")]
    [TestCase("/")]
    [TestCase("http://192.168.4.1")]
    [TestCase("tcp://")]
    [TestCase("tcp://host/path")]
    public void Anything_else_is_none(string text) => Assert.That(DeviceAddress.Read(text), Is.Null);

    [Test]
    public void Without_a_word_there_is_one_virtual_device() =>
        Assert.That(new LabSettings().All, Is.EqualTo(new Dictionary<string, DeviceAddress> { ["main"] = new("virtual", "") }));

    [Test]
    public void None_is_no_device() => Assert.That(new LabSettings { Device = "none" }.All, Is.Empty);

    [Test]
    public void Several_devices_have_names()
    {
        var settings = new LabSettings { Devices = { ["optics"] = "/dev/ttyUSB0", ["spare"] = "" } };
        Assert.That(Faults(settings), Is.Empty);
        Assert.That(settings.All.Select(d => (d.Key, d.Value.Kind)), Is.EquivalentTo(Items(("optics", "serial"), ("spare", "virtual"))));
    }

    [Test]
    public void What_is_wrong_is_named_by_its_key()
    {
        Assert.That(Faults(new LabSettings { Device = "ttyUSB0" }), Is.EqualTo(Items("Device")));
        Assert.That(Faults(new LabSettings { Devices = { ["Optics 1"] = "virtual" } }), Is.EqualTo(Items("Devices:Optics 1")));
        Assert.That(Faults(new LabSettings { Devices = { ["a"] = "nowhere" } }), Is.EqualTo(Items("Devices:a")));
        Assert.That(Faults(new LabSettings { Devices = { ["a"] = "/dev/ttyUSB0", ["b"] = "/dev/ttyUSB0" } }), Is.EqualTo(Items("Devices")));
        Assert.That(Faults(new LabSettings { Device = "virtual", Devices = { ["a"] = "virtual" } }), Is.EqualTo(Items("Device")));
        Assert.That(Faults(new LabSettings { LockDirectory = "/nowhere/at/all" }), Is.EqualTo(Items("LockDirectory")));
        Assert.That(Faults(new LabSettings { CallSeconds = 0 }), Is.EqualTo(Items("CallSeconds")));
    }

    private static IEnumerable<string> Faults(LabSettings settings)
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        return faults.SelectMany(f => f.MemberNames);
    }

    private static T[] Items<T>(params T[] items) => items;
}
