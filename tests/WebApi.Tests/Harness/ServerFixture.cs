using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Tests on a server of their own. What else they need, a fixture sets up once the server runs.</summary>
public abstract class ServerFixture(params string[] settings)
{
    protected OpenEventServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync() => Server = await OpenEventServer.StartAsync(settings);

    [OneTimeTearDown]
    public ValueTask StopServerAsync() => Server.DisposeAsync();
}
