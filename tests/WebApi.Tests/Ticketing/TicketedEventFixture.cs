using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Tests with their own server and an event that sells tickets.</summary>
public abstract class TicketedEventFixture(string name = "Summit") : ServerFixture
{
    private protected TicketedEvent TestEvent { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task CreateEventAsync() => TestEvent = await TicketedEvent.CreateAsync(Server, name);
}
