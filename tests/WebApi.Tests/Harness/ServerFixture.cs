using NUnit.Framework;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>The base of fixtures with their own server. The one-time setup of a subclass runs after the server has started.</summary>
public abstract class ServerFixture(params string[] settings)
{
    protected OpenEventServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync() => Server = await OpenEventServer.StartOnAsync(await CreateDatabaseAsync(), settings);

    /// <summary>Creates the database, which is dropped with the server.</summary>
    protected virtual Task<TestDatabase> CreateDatabaseAsync() => OpenEventServer.CreateDatabaseAsync();

    [OneTimeTearDown]
    public ValueTask StopServerAsync() => Server.DisposeAsync();
}
