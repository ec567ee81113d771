using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What the process does with arguments that are no settings. <see cref="InvalidSettingTests"/> has the messages.</summary>
public sealed class ArgumentsTests
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "openevent-args-" + Guid.NewGuid().ToString("n")[..8]);

    [Test]
    public async Task Help_prints_the_usage_and_starts_nothing()
    {
        using var server = new ServerProcess(_folder, "--help");
        Assert.That(await server.ExitAsync(), Is.Zero);
        Assert.That(server.Output, Does.StartWith("Usage: ").And.Contain("--urls").And.Not.Contain("is ready"));
        Assert.That(Directory.Exists(_folder), Is.False);
    }

    [Test]
    public async Task A_word_that_is_no_setting_ends_the_start()
    {
        using var server = new ServerProcess(_folder, "admin");
        Assert.That(await server.ExitAsync(), Is.EqualTo(1));
        Assert.That(server.Output, Does.StartWith("OpenEvent cannot start: admin is not a setting"));
    }
}
