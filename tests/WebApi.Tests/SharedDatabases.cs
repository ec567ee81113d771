using NUnit.Framework;
using OpenEvent.WebApi.Tests.AllRoutes;

namespace OpenEvent.WebApi.Tests;

/// <summary>Drops what fixtures share, after the last of them.</summary>
[SetUpFixture]
public sealed class SharedDatabases
{
    [OneTimeTearDown]
    public Task DropAsync() => TwoTenantDatabase.DropAsync();
}
