using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>A server with a ticket fee of 5 %, at most EUR 1000, and the steps of invoicing organizers.</summary>
public abstract class EventInvoiceFixture() : ServerFixture("--Invoices:Company=Platform GmbH")
{
    [OneTimeSetUp]
    public async Task CreateFeeAsync() =>
        (
            await Server.Admin.CreateAsync(
                "ticket-fee",
                new
                {
                    currency = "EUR",
                    service_fee = 5,
                    maximum_fee = 1000,
                }
            )
        ).EnsureStatus(HttpStatusCode.Created);

    private protected Task<TicketedEvent> CreateEventAsync() => TicketedEvent.CreateAsync(Server, $"Fair {Guid.NewGuid():n}");

    /// <summary>Creates orders with these amounts, completed last month.</summary>
    private protected async Task<IReadOnlyList<string>> SellAsync(TicketedEvent testEvent, params int[] amounts)
    {
        List<string> orders = [];
        var ticket = await testEvent.CreateTicketAsync(null);
        foreach (var amount in amounts)
        {
            var order = (await TicketedEvent.OrderTicketsAsync(testEvent.Owner, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
            await Server.SqlAsync(
                $"""
                UPDATE orders
                SET status = 'Completed', amount = {amount}, expires_at = NULL, completed_at = date_trunc('month',
                now()) - interval '3 days' WHERE id = {order.Id()}
                """
            );
            orders.Add(order.Id());
        }

        return orders;
    }

    /// <summary>Issues all due invoices as the monthly job does.</summary>
    private protected async Task IssueInvoicesAsync()
    {
        for (long? next = 0; next is { } after; )
        {
            await using var scope = Server.App.Services.CreateServerScope();
            next = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new IssueEventInvoices(after));
        }
    }

    private protected Task<long> CountInvoicesAsync(TicketedEvent testEvent) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM event_invoices WHERE event_id = {testEvent.EventId}");

    private protected static Task<ApiResponse> UpdateInvoiceAsync(ApiClient client, string id, object attributes) =>
        client.PatchAsync($"/v1/event-invoices/{id}", JsonApiDocument.Of("event-invoice", id, attributes));

    private protected static async Task<string> ReadPdfTextAsync(ApiClient client, string url)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.pdf");
        await File.WriteAllBytesAsync(file, (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Bytes);
        return ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", file, "-");
    }
}
