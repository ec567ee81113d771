using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A user cannot fill the database with attendees that they never order.</summary>
[TestFixture]
public sealed class AttendeesWithoutOrderTests
{
    [Test]
    public async Task Attendees_without_an_order_are_limited_and_the_event_team_is_not()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:AttendeesWithoutOrderPerUser=2");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(10);
        var buyer = await server.RegisterUserAsync();
        var first = (await CreateAsync(buyer)).EnsureStatus(HttpStatusCode.Created).Id();
        (await CreateAsync(buyer)).EnsureStatus(HttpStatusCode.Created);
        var rejected = await CreateAsync(buyer);
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(rejected.Detail, Does.StartWith("You have 2 attendees without an order."));
        (await buyer.DeleteAsync($"/v1/attendees/{first}")).EnsureStatus(HttpStatusCode.OK);
        (await CreateAsync(buyer)).EnsureStatus(HttpStatusCode.Created);
        for (var i = 0; i < 3; i++)
            (await CreateAsync(server.Admin)).EnsureStatus(HttpStatusCode.Created);

        Task<ApiResponse> CreateAsync(ApiClient client) =>
            client.PostAsync(
                "/v1/attendees",
                JsonApiDocument.Of(
                    "attendee",
                    null,
                    new
                    {
                        firstname = "Ada",
                        lastname = "Lovelace",
                        email = "ada@example.org",
                    },
                    ("ticket", "ticket", $"{ticket}"),
                    ("event", "event", testEvent.EventId)
                )
            );
    }
}
