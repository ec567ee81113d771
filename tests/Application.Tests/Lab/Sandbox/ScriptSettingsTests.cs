using System.ComponentModel.DataAnnotations;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

public sealed class ScriptSettingsTests
{
    [Test]
    public void Defaults_are_valid() => Assert.That(GetErrors(new ScriptSettings()), Is.Empty);

    [Test]
    public void Errors_name_the_settings_key()
    {
        Assert.That(GetErrors(new ScriptSettings { Seconds = 0 }), Is.EqualTo(Items("Seconds")));
        Assert.That(GetErrors(new ScriptSettings { MemoryMegabytes = 8 }), Is.EqualTo(Items("MemoryMegabytes")));
        Assert.That(GetErrors(new ScriptSettings { Python = "python3" }), Is.EqualTo(Items("Python")));
        Assert.That(GetErrors(new ScriptSettings { RuntimePath = "bwrap" }), Is.EqualTo(Items("RuntimePath")));
        Assert.That(GetErrors(new ScriptSettings { Concurrent = 1 }), Is.EqualTo(Items("PerUser")));
        Assert.That(GetErrors(new ScriptSettings { FirstUserId = 0 }), Is.EqualTo(Items("FirstUserId")));
    }

    private static IEnumerable<string> GetErrors(ScriptSettings settings)
    {
        List<ValidationResult> errors = [];
        Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true);
        return errors.SelectMany(f => f.MemberNames);
    }

    private static T[] Items<T>(params T[] items) => items;
}
