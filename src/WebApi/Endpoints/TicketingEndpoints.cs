using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Orders, tickets and their documents outside JSON:API (<c>spec/openevent/non-jsonapi.md</c> §2).</summary>
internal static class TicketingEndpoints
{
    public static void MapTicketing(this WebApplication app)
    {
        var routes = app.MapGroup("").WithTags("Orders and tickets");
        const string wish =
            """{"tickets": [{"id": 5, "quantity?": 2, "price?": 10.0}], "discount-code?": 9, "access-code?": 4, "amount?": 20.0}""";
        routes
            .MapPost("/v1/orders/calculate-amount", CalculateAsync)
            .Says(
                "Says what an order would cost",
                wish,
                """{"sub_total": 20.0, "total": 20.0, "discount": 0.0, "tax": null, "tickets": [{"id": 5, "name": "Adult", "price": 10.0, "quantity": 2, "sub_total": 20.0}]}"""
            );
        routes
            .MapPost("/v1/orders/create-order", CreateAsync)
            .Says(
                "Starts a checkout: holds the seats and makes blank attendees; answers the order's document",
                wish,
                """{"data": {"type": "order", "id": "12", "attributes": {"status": "initializing"}}}"""
            );
        routes
            .MapGet("/v1/events/{key}/tickets/availability", AvailabilityAsync)
            .Says("Says how many seats each ticket has left", answer: """[{"id": 5, "name": "Adult", "quantity": 100, "available": 42}]""");
        routes
            .MapGet("/v1/events/{key}/attendees/search", SearchAsync)
            .Says(
                "Finds attendees of an event, for its team",
                answer: """{"attendees": [{"id": 31, "firstname": "Ann", "lastname": "Lee", "email": "ann@example.org"}]}""",
                query: ["name", "email"]
            );
        foreach (var route in (ReadOnlySpan<string>)["/v1/orders/{key}/tickets-pdf", "/v1/tickets/{key:guid}"])
            routes
                .MapGet(route, TicketsAsync)
                .Says("Gives an order's tickets as a PDF, by the order's identifier", type: "application/pdf");
        routes
            .MapGet("/v1/orders/attendees/{id:long}.pdf", TicketAsync)
            .Says("Gives one attendee's ticket as a PDF", type: "application/pdf");
        routes
            .MapPost("/v1/orders/resend-email", ResendAsync)
            .Says(
                "Mails an order's tickets once more, for the event's team",
                """{"data": {"order": "1b4e28ba-2fa1-41d2-883f-0016d3cca427", "user": "ann@example.org"}}""",
                """{"status": true, "message": "…"}"""
            );
        routes
            .MapPost("/v1/attendees/send-receipt", SendReceiptAsync)
            .Says(
                "Mails a completed order's tickets once more, for the buyer and the door",
                """{"order-identifier": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"}""",
                """{"message": "receipt sent to attendees"}"""
            );
        routes
            .MapGet("/v1/events/{key}/order-statistics", (HttpContext http, string key, IMediator mediator, CancellationToken ct) =>
                StatisticsAsync(http, key, isOfTicket: false, mediator, ct)
            )
            .Says("Counts an event's orders, seats and sales by status", type: MediaType.JsonApi);
        routes
            .MapGet("/v1/tickets/{key}/order-statistics", (HttpContext http, string key, IMediator mediator, CancellationToken ct) =>
                StatisticsAsync(http, key, isOfTicket: true, mediator, ct)
            )
            .Says("Counts a ticket's orders, seats and sales by status", type: MediaType.JsonApi);
        routes
            .MapDelete("/v1/events/{key}/discount-codes/delete-unused", DeleteUnusedAsync)
            .Says("Deletes the event's discount codes that no order has used", answer: """{"success": true, "deletes": 3}""");
        routes
            .MapGet("/v1/orders/invoices/{key}", async (string key, IMediator mediator, CancellationToken ct) =>
                File(await mediator.Send(new PrintInvoice(new Key(key)), ct))
            )
            .Says("Gives an order's invoice as a PDF, for the buyer and the event's team", type: "application/pdf");
        routes
            .MapGet("/v1/events/invoices/{key}", async (string key, IMediator mediator, CancellationToken ct) =>
                File(await mediator.Send(new PrintEventInvoice(new Key(key)), ct))
            )
            .Says("Gives the platform's invoice to an organizer as a PDF", type: "application/pdf");
        foreach (var route in (ReadOnlySpan<string>)["create-paypal-payment", "charge"])
            routes
                .MapMethods(
                    $"/v1/event-invoices/{{key}}/{route}",
                    [HttpMethods.Get, HttpMethods.Post],
                    (string key, IMediator mediator, CancellationToken ct) => mediator.Send(new PayEventInvoice(new Key(key)), ct)
                )
                .Says("Refused: PayPal is not configured");
        MapAlias<Order, Attendee>(app, "attendee", "attendees");
        MapAlias<Order, Ticket>(app, "ticket", "tickets");
        MapAlias<UserCheckIn, Attendee>(app, "attendee", "ticket-holder");
    }

    /// <summary>The reference's names of these relationship URLs are not the relationships'.</summary>
    private static void MapAlias<T, TTarget>(WebApplication app, string alias, string name)
        where T : Entity
        where TTarget : Entity
    {
        var owner = app.Services.GetRequiredService<ResourceCatalog>().Of<T>();
        var relationship = (Relationship<T, TTarget>)owner.FindRelationship(name)!;
        app.MapGet(
                $"/v1/{owner.Path}/{{key}}/relationships/{alias}",
                async (string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
                    await Answers.LinkageAsync(
                        http,
                        owner,
                        relationship,
                        await mediator.Send(new LinkageQuery<T, TTarget>(new Key(key), relationship), ct)
                    )
            )
            .WithTags("Orders and tickets")
            .Says($"Says which {name} the {owner.Type} is linked to", type: MediaType.JsonApi);
    }

    private static async Task<IResult> CalculateAsync(HttpContext http, IMediator mediator, CancellationToken ct) =>
        Json(QuoteJson.Of(await mediator.Send(new QuoteOrder(await OrderBody.ReadAsync(http)), ct)));

    /// <summary>The reference answers 200 and calls it plain JSON, although it is the order's document.</summary>
    private static async Task CreateAsync(
        HttpContext http,
        IMediator mediator,
        ResourceCatalog catalog,
        DocumentWriter writer,
        CancellationToken ct
    )
    {
        var page = await mediator.Send(new CreateOrder(await OrderBody.ReadAsync(http)), ct);
        using var buffer = new PooledBuffer(8192);
        writer.WriteOne(buffer, catalog.Of<Order>(), page, ResourceQuery.Default);
        http.Response.Headers.ETag = ETag.Of(buffer.Written.Span, page.Rows[0]);
        http.Response.Headers.Location = $"/v1/orders/{page.Rows[0].Identifier}";
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, ct);
    }

    private static async Task<IResult> ResendAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        await mediator.Send(new ResendOrderMail(new Key(body.Required("order")), body.Text("user") ?? "", ClientAddress.Of(http)), ct);
        return Json(new { Status = true, Message = "Verification emails for order have been sent successfully" });
    }

    private static async Task<IResult> SendReceiptAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        await mediator.Send(
            new SendReceipt(
                new Key(body.Text("order-identifier") ?? throw Refused.Invalid("Order identifier missing", "/order-identifier"))
            ),
            ct
        );
        return Json(new { Message = "receipt sent to attendees" });
    }

    private static async Task<IResult> DeleteUnusedAsync(string key, IMediator mediator, CancellationToken ct) =>
        Json(new { Success = true, Deletes = await mediator.Send(new DeleteUnusedDiscounts(new Key(key)), ct) });

    private static async Task StatisticsAsync(HttpContext http, string key, bool isOfTicket, IMediator mediator, CancellationToken ct)
    {
        var counted = await mediator.Send(new CountOrders(new Key(key), isOfTicket), ct);
        http.Response.ContentType = MediaType.JsonApi;
        await http.Response.Body.WriteAsync(StatisticsJson.Of(counted, isOfTicket, http.Request.Path), ct);
    }

    private static async Task<IResult> AvailabilityAsync(string key, IMediator mediator, CancellationToken ct) =>
        Json(await mediator.Send(new TicketAvailability(new Key(key)), ct));

    private static async Task<IResult> SearchAsync(string key, string? name, string? email, IMediator mediator, CancellationToken ct)
    {
        var found = await mediator.Send(new SearchAttendees(new Key(key), name, email), ct);
        return Json(
            new
            {
                attendees = found.Select(a => new
                {
                    a.Id,
                    a.Identifier,
                    a.Firstname,
                    a.Lastname,
                    a.Email,
                    a.IsCheckedIn,
                    a.IsCheckedOut,
                    a.IsRegistered,
                    a.CheckinTimes,
                    a.CheckoutTimes,
                    a.RegisterTimes,
                    a.TicketId,
                    a.OrderId,
                    a.EventId,
                    a.Company,
                    a.JobTitle,
                    a.Phone,
                }),
            }
        );
    }

    private static async Task<IResult> TicketsAsync(string key, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new PrintTickets(new Key(key)), ct));

    private static async Task<IResult> TicketAsync(long id, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new PrintTicket(id), ct));

    private static IResult File(PrintTickets.Document document) => Results.File(document.Pdf, "application/pdf", document.FileName);

    private static IResult Json(object value) => Results.Json(value, Snake);

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
