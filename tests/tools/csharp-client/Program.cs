// The tour of the README, with the client that is generated from the API description (tests/WebApi.Tests/Clients/GeneratedClientTests.cs).
// It prints the status of each order.
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using OpenEvent.Client;
using OpenEvent.Client.Auth.Session;
using OpenEvent.Client.Models;
using OpenEvent.Client.V1.Orders.CreateOrder;

var (url, email, password) = (args[0], args[1], args[2]);
var plain = new OpenEventClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = url });
var session = await plain.Auth.Session.PostAsync(new SessionPostRequestBody { Email = email, Password = password });
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", session!.AccessToken);
var api = new OpenEventClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = url });

var science = await api.V1.Events.PostAsync(
    new EventCreate
    {
        Data = new()
        {
            Type = EventCreate_data_type.Event,
            Attributes = new()
            {
                Name = "Science Day",
                Timezone = "Europe/Berlin",
                LocationName = "Hall 4",
                StartsAt = new DateTimeOffset(2099, 5, 1, 9, 0, 0, TimeSpan.FromHours(2)),
                EndsAt = new DateTimeOffset(2099, 5, 1, 18, 0, 0, TimeSpan.FromHours(2)),
            },
        },
    }
);
var eventId = science!.Data!.Id!;
var ticket = await api.V1.Tickets.PostAsync(
    new TicketCreate
    {
        Data = new()
        {
            Type = TicketCreate_data_type.Ticket,
            Attributes = new()
            {
                Name = "Visitor",
                Type = "free",
                Price = 0,
                Quantity = 100,
                SalesStartsAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
                SalesEndsAt = new DateTimeOffset(2099, 5, 1, 0, 0, 0, TimeSpan.Zero),
            },
            Relationships = new()
            {
                Event = new()
                {
                    Data = new() { Type = TicketCreate_data_relationships_event_data_type.Event, Id = eventId },
                },
            },
        },
    }
);
var published = await api
    .V1.Events[eventId]
    .PatchAsync(
        new EventUpdate
        {
            Data = new()
            {
                Type = EventUpdate_data_type.Event,
                Id = eventId,
                Attributes = new() { State = EventUpdate_data_attributes_state.Published },
            },
        }
    );
Console.WriteLine(published!.Data!.Attributes!.State);
var found = await api.V1.Events.GetAsync(r => r.QueryParameters.Filter = """[{"name":"name","op":"eq","val":"Science Day"}]""");
Console.WriteLine(string.Join(',', found!.Data!.Select(e => e.Attributes!.Name)));

// Ann orders as a web frontend does.
var checkout = await api.V1.Orders.CreateOrder.PostAsync(
    new CreateOrderPostRequestBody { Tickets = [new() { Id = int.Parse(ticket!.Data!.Id!), Quantity = 1 }] }
);
var orderId = checkout!.Data!.Id!;
var seat = (await api.V1.Orders[orderId].Attendees.GetAsync())!.Data!.Single();
await api
    .V1.Attendees[seat.Id!]
    .PatchAsync(
        new AttendeeUpdate
        {
            Data = new()
            {
                Type = AttendeeUpdate_data_type.Attendee,
                Id = seat.Id,
                Attributes = new()
                {
                    Firstname = "Ann",
                    Lastname = "Lee",
                    Email = "ann@example.org",
                },
            },
        }
    );
var submitted = await api
    .V1.Orders[orderId]
    .PatchAsync(
        new OrderUpdate
        {
            Data = new()
            {
                Type = OrderUpdate_data_type.Order,
                Id = orderId,
                Attributes = new() { Status = OrderUpdate_data_attributes_status.Pending },
            },
        }
    );
Console.WriteLine(submitted!.Data!.Attributes!.Status);

// A problem has a stable code.
try
{
    await api.V1.Events["999999999"].GetAsync();
}
catch (Errors problem)
{
    Console.WriteLine(problem.ErrorsProp!.Single().Code);
}
