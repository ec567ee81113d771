using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>The base of fixtures with their own server. The one-time setup of a subclass runs after the server has started.</summary>
public abstract class ServerFixture(params string[] settings)
{
    protected OpenEventServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync() => Server = await OpenEventServer.StartAsync(settings);

    [OneTimeTearDown]
    public ValueTask StopServerAsync() => Server.DisposeAsync();
}
