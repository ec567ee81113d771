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
        Assert.That(DeviceAddress.Parse(text), Is.EqualTo(new DeviceAddress(kind, target)));

    [TestCase("")]
    [TestCase("Virtual board")]
    [TestCase("virtual:")]
    [TestCase("virtual:a b")]
    [TestCase("ttyUSB0")]
    [TestCase("/")]
    [TestCase("http://192.168.4.1")]
    [TestCase("tcp://")]
    [TestCase("tcp://host/path")]
    public void Other_texts_are_not_device_addresses(string text) => Assert.That(DeviceAddress.Parse(text), Is.Null);

    [Test]
    public void By_default_there_is_one_virtual_device() =>
        Assert.That(new LabSettings().Addresses, Is.EqualTo(new Dictionary<string, DeviceAddress> { ["main"] = new("virtual", "") }));

    [Test]
    public void The_value_none_means_no_device() => Assert.That(new LabSettings { Device = "none" }.Addresses, Is.Empty);

    [Test]
    public void Several_devices_have_names()
    {
        var settings = new LabSettings { Devices = { ["optics"] = "/dev/ttyUSB0", ["spare"] = "" } };
        Assert.That(GetErrors(settings), Is.Empty);
        Assert.That(
            settings.Addresses.Select(d => (d.Key, d.Value.Kind)),
            Is.EquivalentTo(Items(("optics", "serial"), ("spare", "virtual")))
        );
    }

    [Test]
    public void Errors_name_the_settings_key()
    {
        Assert.That(GetErrors(new LabSettings { Device = "ttyUSB0" }), Is.EqualTo(Items("Device")));
        Assert.That(GetErrors(new LabSettings { Devices = { ["Optics 1"] = "virtual" } }), Is.EqualTo(Items("Devices:Optics 1")));
        Assert.That(GetErrors(new LabSettings { Devices = { ["a"] = "nowhere" } }), Is.EqualTo(Items("Devices:a")));
        Assert.That(
            GetErrors(new LabSettings { Devices = { ["a"] = "/dev/ttyUSB0", ["b"] = "/dev/ttyUSB0" } }),
            Is.EqualTo(Items("Devices"))
        );
        Assert.That(GetErrors(new LabSettings { Device = "virtual", Devices = { ["a"] = "virtual" } }), Is.EqualTo(Items("Device")));
        Assert.That(GetErrors(new LabSettings { LockDirectory = "/nowhere/at/all" }), Is.EqualTo(Items("LockDirectory")));
        Assert.That(GetErrors(new LabSettings { CallSeconds = 0 }), Is.EqualTo(Items("CallSeconds")));
    }

    private static IEnumerable<string> GetErrors(LabSettings settings)
    {
        List<ValidationResult> errors = [];
        Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true);
        return errors.SelectMany(f => f.MemberNames);
    }

    private static T[] Items<T>(params T[] items) => items;
}
