using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Tests on a server of their own with an event that sells tickets.</summary>
public abstract class BoxOfficeFixture(string name = "Summit") : ServerFixture
{
    private protected BoxOffice Office { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task OpenOfficeAsync() => Office = await BoxOffice.OpenAsync(Server, name);
}
