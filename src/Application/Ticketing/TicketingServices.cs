using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Ticketing;

/// <summary>What module Ticketing needs beside its handlers, which are found by scan. <see cref="OrderSettings"/> come from the configuration.</summary>
public static class TicketingServices
{
    public static IServiceCollection AddTicketing(this IServiceCollection services)
    {
        services.AddScoped<SeatLedger>();
        services.AddScoped<TicketCounter>();
        services.AddScoped<CodeCounter>();
        services.AddScoped<OrderTerms>();
        services.AddScoped<AttendeeForms>();
        services.AddScoped<OrderDiscount>();
        services.AddScoped<OrderFlow>();
        services.AddScoped<OrderMails>();
        services.AddScoped<TicketPrinter>();
        services.AddScoped<Door>();
        services.AddScoped<InvoicePrinter>();
        services.AddScoped<InvoiceMails>();
        services.AddScoped<IOutboxConsumer, WhenInvoiceIssued>();
        services.AddScoped<OrderFinder>();
        services.AddScoped<Merchants>();
        services.AddScoped<Refunds>();
        services.AddScoped<PaymentLedger>();
        services.AddScoped<PaymentCheck>();
        services.AddScoped<IOutboxConsumer, CheckPayment>();
        services.AddScoped<IOutboxConsumer, RefundPayment>();
        services.AddScoped<IOutboxConsumer, SettleOrder>();
        services.AddScoped<IOutboxConsumer, WhenOrderCompleted>();
        services.AddScoped<IEventTie, OrderedEvents>();
        services.AddScoped<IOnSale, TicketsOnSale>();
        services.AddScoped<IAccountTie, UpcomingOrders>();
        return services;
    }
}
