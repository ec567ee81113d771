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
        const string orderExample =
            """{"tickets": [{"id": 5, "quantity?": 2, "price?": 10.0}], "discount-code?": 9, "access-code?": 4, "amount?": 20.0}""";
        routes
            .MapPost("/v1/orders/calculate-amount", CalculateAsync)
            .Describe(
                "Says what an order would cost",
                orderExample,
                """{"sub_total": 20.0, "total": 20.0, "discount": 0.0, "tax": null, "tickets": [{"id": 5, "name": "Adult", "price": 10.0, "quantity": 2, "sub_total": 20.0}]}"""
            );
        routes
            .MapPost("/v1/orders/create-order", CreateAsync)
            .Describe(
                "Starts a checkout: holds the seats and makes blank attendees; answers the order's document",
                orderExample,
                """{"data": {"type": "order", "id": "12", "attributes": {"status": "initializing"}}}"""
            );
        routes
            .MapGet("/v1/events/{key}/tickets/availability", AvailabilityAsync)
            .Describe(
                "Says how many seats each ticket has left",
                responseExample: """[{"id": 5, "name": "Adult", "quantity": 100, "available": 42}]"""
            );
        routes
            .MapGet("/v1/events/{key}/attendees/search", SearchAsync)
            .Describe(
                "Finds attendees of an event, for its team",
                responseExample: """{"attendees": [{"id": 31, "firstname": "Ann", "lastname": "Lee", "email": "ann@example.org"}]}""",
                queryParameters: ["name", "email"]
            );
        foreach (var route in (ReadOnlySpan<string>)["/v1/orders/{key}/tickets-pdf", "/v1/tickets/{key:guid}"])
            routes
                .MapGet(route, TicketsAsync)
                .Describe("Gives an order's tickets as a PDF, by the order's identifier", contentType: "application/pdf");
        routes
            .MapGet("/v1/orders/attendees/{id:long}.pdf", TicketAsync)
            .Describe("Gives one attendee's ticket as a PDF", contentType: "application/pdf");
        routes
            .MapPost("/v1/orders/resend-email", ResendAsync)
            .Describe(
                "Mails an order's tickets once more, for the event's team",
                """{"data": {"order": "1b4e28ba-2fa1-41d2-883f-0016d3cca427", "user": "ann@example.org"}}""",
                """{"status": true, "message": "…"}"""
            );
        routes
            .MapPost("/v1/attendees/send-receipt", SendReceiptAsync)
            .Describe(
                "Mails a completed order's tickets once more, for the buyer and the door",
                """{"order-identifier": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"}""",
                """{"message": "receipt sent to attendees"}"""
            );
        routes
            .MapGet("/v1/events/{key}/order-statistics", (HttpContext http, string key, IMediator mediator, CancellationToken ct) =>
                StatisticsAsync(http, key, isForTicket: false, mediator, ct)
            )
            .Describe("Counts an event's orders, seats and sales by status", contentType: MediaType.JsonApi);
        routes
            .MapGet("/v1/tickets/{key}/order-statistics", (HttpContext http, string key, IMediator mediator, CancellationToken ct) =>
                StatisticsAsync(http, key, isForTicket: true, mediator, ct)
            )
            .Describe("Counts a ticket's orders, seats and sales by status", contentType: MediaType.JsonApi);
        routes
            .MapDelete("/v1/events/{key}/discount-codes/delete-unused", DeleteUnusedAsync)
            .Describe("Deletes the event's discount codes that no order has used", responseExample: """{"success": true, "deletes": 3}""");
        routes
            .MapGet("/v1/orders/invoices/{key}", async (string key, IMediator mediator, CancellationToken ct) =>
                File(await mediator.Send(new GetOrderInvoicePdf(new ResourceKey(key)), ct))
            )
            .Describe("Gives an order's invoice as a PDF, for the buyer and the event's team", contentType: "application/pdf");
        routes
            .MapGet("/v1/events/invoices/{key}", async (string key, IMediator mediator, CancellationToken ct) =>
                File(await mediator.Send(new GetEventInvoicePdf(new ResourceKey(key)), ct))
            )
            .Describe("Gives the platform's invoice to an organizer as a PDF", contentType: "application/pdf");
        foreach (var route in (ReadOnlySpan<string>)["create-paypal-payment", "charge"])
            routes
                .MapMethods(
                    $"/v1/event-invoices/{{key}}/{route}",
                    [HttpMethods.Get, HttpMethods.Post],
                    (string key, IMediator mediator, CancellationToken ct) => mediator.Send(new PayEventInvoice(new ResourceKey(key)), ct)
                )
                .Describe("Refused: PayPal is not configured");
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
                    await DocumentSender.SendLinkageAsync(
                        http,
                        owner,
                        relationship,
                        await mediator.Send(new LinkageQuery<T, TTarget>(new ResourceKey(key), relationship), ct)
                    )
            )
            .WithTags("Orders and tickets")
            .Describe($"Says which {name} the {owner.Type} is linked to", contentType: MediaType.JsonApi);
    }

    private static async Task<IResult> CalculateAsync(HttpContext http, IMediator mediator, CancellationToken ct) =>
        Json(QuoteJson.Create(await mediator.Send(new QuoteOrder(await OrderBody.ReadAsync(http)), ct)));

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
        http.Response.Headers.ETag = ETag.For(buffer.Written.Span, page.Rows[0]);
        http.Response.Headers.Location = $"/v1/orders/{page.Rows[0].Identifier}";
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, ct);
    }

    private static async Task<IResult> ResendAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        await mediator.Send(
            new ResendOrderEmail(new ResourceKey(body.GetRequiredText("order")), body.GetText("user") ?? "", ClientAddress.From(http)),
            ct
        );
        return Json(new { Status = true, Message = "Verification emails for order have been sent successfully" });
    }

    private static async Task<IResult> SendReceiptAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        await mediator.Send(
            new SendReceipt(
                new ResourceKey(
                    body.GetText("order-identifier") ?? throw RejectedException.Invalid("Order identifier missing", "/order-identifier")
                )
            ),
            ct
        );
        return Json(new { Message = "receipt sent to attendees" });
    }

    private static async Task<IResult> DeleteUnusedAsync(string key, IMediator mediator, CancellationToken ct) =>
        Json(new { Success = true, Deletes = await mediator.Send(new DeleteUnusedDiscountCodes(new ResourceKey(key)), ct) });

    private static async Task StatisticsAsync(HttpContext http, string key, bool isForTicket, IMediator mediator, CancellationToken ct)
    {
        var statistics = await mediator.Send(new GetOrderStatistics(new ResourceKey(key), isForTicket), ct);
        http.Response.ContentType = MediaType.JsonApi;
        await http.Response.Body.WriteAsync(OrderStatisticsJson.Create(statistics, isForTicket, http.Request.Path), ct);
    }

    private static async Task<IResult> AvailabilityAsync(string key, IMediator mediator, CancellationToken ct) =>
        Json(await mediator.Send(new GetTicketAvailability(new ResourceKey(key)), ct));

    private static async Task<IResult> SearchAsync(string key, string? name, string? email, IMediator mediator, CancellationToken ct)
    {
        var found = await mediator.Send(new SearchAttendees(new ResourceKey(key), name, email), ct);
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
        File(await mediator.Send(new GetOrderPdf(new ResourceKey(key)), ct));

    private static async Task<IResult> TicketAsync(long id, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new GetTicketPdf(id), ct));

    private static IResult File(GetOrderPdf.PdfDownload document) => Results.File(document.Pdf, "application/pdf", document.FileName);

    private static IResult Json(object value) => Results.Json(value, SnakeCase);

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
