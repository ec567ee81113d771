using System.Text.Json;
using MediatR;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Orders, tickets and their documents outside JSON:API (docs/reference/legacy-routes.md#orders-and-tickets).</summary>
internal static class TicketingEndpoints
{
    public static void MapTicketing(this WebApplication app)
    {
        var routes = new RouteTable(app, "Orders and tickets");
        routes.Post("/v1/orders/calculate-amount", CalculateAsync, RoutePermission.Anyone, new PreflightStep(CheckCodesAsync));
        routes.Post("/v1/orders/create-order", CreateAsync, RoutePermission.VerifiedUser, new PreflightStep(CheckCodesAsync));
        routes.Get("/v1/events/{key}/tickets/availability", GetAvailabilityAsync, RoutePermission.Anyone);
        routes.Get("/v1/events/{key}/attendees/search", SearchAsync, RoutePermission.Registrar);
        routes.Get("/v1/orders/{key}/tickets-pdf", GetOrderPdfAsync, RoutePermission.OrderReader);
        routes.Get("/v1/tickets/{key:guid}", GetOrderPdfAsync, RoutePermission.OrderReader);
        routes.Get("/v1/orders/attendees/{id:long}.pdf", GetTicketPdfAsync, RoutePermission.OrderReader);
        routes.Post("/v1/orders/resend-email", ResendEmailAsync, RoutePermission.EventTeam);
        routes.Post("/v1/attendees/send-receipt", SendReceiptAsync, RoutePermission.BuyerOrRegistrar);
        routes.Delete("/v1/events/{key}/discount-codes/delete-unused", DeleteUnusedAsync, RoutePermission.EventTeam);
        routes.Get("/v1/tickets/{key:long}/badge-forms", GetBadgeFieldsAsync, RoutePermission.EventTeam);
        routes.Get("/v1/orders/invoices/{key}", GetOrderInvoiceAsync, RoutePermission.BuyerOrEventTeam);
        routes.Get("/v1/events/invoices/{key}", GetEventInvoiceAsync, RoutePermission.InvoiceReader);
        routes.Get("/v1/event-invoices/{key}/create-paypal-payment", PayEventInvoiceAsync, RoutePermission.InvoiceRecipient);
        routes.Post("/v1/event-invoices/{key}/create-paypal-payment", PayEventInvoiceAsync, RoutePermission.InvoiceRecipient);
        routes.Get("/v1/event-invoices/{key}/charge", PayEventInvoiceAsync, RoutePermission.InvoiceRecipient);
        routes.Post("/v1/event-invoices/{key}/charge", PayEventInvoiceAsync, RoutePermission.InvoiceRecipient);
    }

    /// <summary>A body that cannot be read guesses no code.</summary>
    private static async Task CheckCodesAsync(HttpContext http)
    {
        var request = await OrderBody.ReadAsync(http);
        if (!NamedRouteBody.IsRejected(http))
            await http.RequestServices.GetRequiredService<IMediator>().Send(RequireGuessesLeft.Of(request), http.RequestAborted);
    }

    private static async Task<IResult> CalculateAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        return Json(QuoteJson.Create(await mediator.Send(new QuoteOrder(await OrderBody.ReadAsync(http)), ct)));
    }

    /// <summary>
    /// Sends the order's JSON:API document with status 200 and the content type <c>application/json</c>, as the reference server does.
    /// </summary>
    private static async Task CreateAsync(
        HttpContext http,
        IMediator mediator,
        ResourceCatalog catalog,
        DocumentWriter writer,
        CancellationToken ct
    )
    {
        PreflightStep.ThrowIfRejected(http);
        var page = await mediator.Send(new CreateOrder(await OrderBody.ReadAsync(http)), ct);
        using var buffer = new PooledBuffer(8192);
        writer.WriteOne(buffer, catalog.Of<Order>(), page, ResourceQuery.Default);
        http.Response.Headers.ETag = ETag.For(buffer.Written.Span, page.Rows[0]);
        http.Response.Headers.Location = $"/v1/orders/{page.Rows[0].Identifier}";
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, ct);
    }

    private static async Task<IResult> ResendEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        var order = new ResourceKey(body.GetRowKey("order"));
        await mediator.Send(new ResendOrderEmail(order, body.GetText("user") ?? "", ClientAddress.From(http)), ct);
        return Json(new { Status = true, Message = "Verification emails for order have been sent successfully" });
    }

    private static async Task<IResult> SendReceiptAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var order = body.GetText("order-identifier");
        if (order is null)
            NamedRouteBody.Reject(http, RejectedException.Invalid("Order identifier missing", "/order-identifier"), isRowKey: true);
        await mediator.Send(new SendReceipt(new ResourceKey(order ?? "")), ct);
        return Json(new { Message = "receipt sent to attendees" });
    }

    private static async Task<IResult> DeleteUnusedAsync(string key, IMediator mediator, CancellationToken ct) =>
        Json(new { Success = true, Deletes = await mediator.Send(new DeleteUnusedDiscountCodes(new ResourceKey(key)), ct) });

    private static async Task<IResult> GetAvailabilityAsync(string key, IMediator mediator, CancellationToken ct) =>
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

    private static async Task<IResult> GetOrderPdfAsync(string key, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new GetOrderPdf(new ResourceKey(key)), ct));

    private static async Task<IResult> GetTicketPdfAsync(long id, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new GetTicketPdf(id), ct));

    private static async Task<IResult> GetOrderInvoiceAsync(string key, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new GetOrderInvoicePdf(new ResourceKey(key)), ct));

    private static async Task<IResult> GetEventInvoiceAsync(string key, IMediator mediator, CancellationToken ct) =>
        File(await mediator.Send(new GetEventInvoicePdf(new ResourceKey(key)), ct));

    private static Task PayEventInvoiceAsync(string key, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PayEventInvoice(new ResourceKey(key)), ct);

    private static IResult File(GetOrderPdf.PdfDownload document) => Results.File(document.Pdf, "application/pdf", document.FileName);

    private static IResult Json(object value) => Results.Json(value, SnakeCase);

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static async Task<IResult> GetBadgeFieldsAsync(long key, IMediator mediator, CancellationToken ct) =>
        Results.Json(
            (await mediator.Send(new GetTicketBadgeFields(key), ct)).Select(f => new
            {
                custom_field = f.CustomField,
                field_identifier = f.FieldIdentifier,
                id = f.Id,
            })
        );
}
