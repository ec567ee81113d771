using System.ComponentModel.DataAnnotations;
using NUnit.Framework;
using OpenEvent.Application.Lab.Scripts;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

public sealed class ScriptSettingsTests
{
    [Test]
    public void Defaults_are_valid() => Assert.That(GetErrors(new ScriptSettings()), Is.Empty);

    [Test]
    public void Errors_name_the_settings_key()
    {
        Assert.That(GetErrors(new ScriptSettings { Seconds = 0 }), Is.EqualTo(new[] { "Seconds" }));
        Assert.That(GetErrors(new ScriptSettings { MemoryMegabytes = 8 }), Is.EqualTo(new[] { "MemoryMegabytes" }));
        Assert.That(GetErrors(new ScriptSettings { Python = "python3" }), Is.EqualTo(new[] { "Python" }));
        Assert.That(GetErrors(new ScriptSettings { RuntimePath = "bwrap" }), Is.EqualTo(new[] { "RuntimePath" }));
        Assert.That(GetErrors(new ScriptSettings { Concurrent = 1 }), Is.EqualTo(new[] { "PerUser" }));
        Assert.That(GetErrors(new ScriptSettings { FirstUserId = 0 }), Is.EqualTo(new[] { "FirstUserId" }));
    }

    private static IEnumerable<string> GetErrors(ScriptSettings settings)
    {
        List<ValidationResult> errors = [];
        Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true);
        return errors.SelectMany(f => f.MemberNames);
    }
}
