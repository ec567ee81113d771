using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What a start says about <c>Admin:Email</c> and <c>Admin:Password</c>.</summary>
[TestFixture]
[NonParallelizable]
public sealed class FirstAdministratorTests : ServerFixture
{
    private const string Notice = "Admin:Email and Admin:Password are ignored";

    [TestCase("--Admin:Password=another horse")]
    [TestCase("--Admin:Email=another@example.org")]
    public async Task A_database_that_has_another_administrator_ignores_the_settings_and_the_server_says_so(string setting)
    {
        using var console = new CapturedConsole();
        await using var node = await Server.StartAnotherNodeAsync(setting);
        Assert.That(Render(node), Does.Contain(Notice).And.Contain("Sign in as an administrator of this database"));
        Assert.That(console.Text, Does.Contain(Notice), "the log");
        Assert.That(console.Text, Does.Not.Contain("another"), "neither address nor password is in the log");
    }

    [Test]
    public async Task The_administrator_of_the_settings_is_named_by_them()
    {
        using var console = new CapturedConsole();
        await using var node = await Server.StartAnotherNodeAsync();
        Assert.That(Render(node), Does.Contain("as the administrator of Admin:Email and Admin:Password"));
        Assert.That(console.Text, Does.Not.Contain(Notice));
    }

    private static string Render(OpenEventServer server) =>
        server.App.Services.GetRequiredService<StartupSummary>().Render(["http://127.0.0.1:1"], "Test");
}
