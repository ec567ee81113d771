using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Registers the services of module Ticketing. Handlers are registered by assembly scan. <see cref="OrderSettings"/> come from the
/// configuration.
/// </summary>
public static class TicketingServices
{
    public static IServiceCollection AddTicketing(this IServiceCollection services)
    {
        services.AddScoped<BadgeFieldWriter>();
        services.AddScoped<BadgeReader>();
        services.AddScoped<BadgePreviewJson>();
        services.AddSingleton<PreviewSlots>();
        services.AddScoped<SeatReservations>();
        services.AddScoped<BasketBuilder>();
        services.AddScoped<CodeResolver>();
        services.AddScoped<PriceTermsLoader>();
        services.AddScoped<AttendeeFormValidator>();
        services.AddScoped<OrderDiscountUpdater>();
        services.AddScoped<CheckoutLimits>();
        services.AddScoped<OrderLifecycle>();
        services.AddScoped<OrderNotifier>();
        services.AddScoped<OrderDocumentRenderer>();
        services.AddScoped<CheckInRecorder>();
        services.AddScoped<InvoiceRenderer>();
        services.AddScoped<InvoiceNotifier>();
        services.AddOutboxConsumer<SendEventInvoice>(SendEventInvoice.EntryKind);
        services.AddScoped<OrderFinder>();
        services.AddScoped<MerchantAccounts>();
        services.AddScoped<RefundProcessor>();
        services.AddScoped<PaymentRecorder>();
        services.AddScoped<PaymentSynchronizer>();
        services.AddScoped<PaymentNotifier>();
        services.AddScoped<InvoiceCredits>();
        services.AddScoped<ReversalRecorder>();
        services.AddScoped<SyncReversals>();
        services.AddOutboxConsumer<SyncReversals>(SyncReversals.EntryKind);
        services.AddOutboxConsumer<CheckAccountAccess>(CheckAccountAccess.EntryKind);
        services.AddOutboxConsumer<SyncPayment>(SyncPayment.EntryKind);
        services.AddOutboxConsumer<RefundPayment>(RefundPayment.EntryKind);
        services.AddOutboxConsumer<CompleteOrder>(CompleteOrder.Kind);
        services.AddOutboxConsumer<IssueTickets>(IssueTickets.EntryKind);
        services.AddOutboxConsumer<VoidDocuments>(VoidDocuments.EntryKind);
        services.AddScoped<IEventDeletionBlocker, OrderEventDeletionBlocker>();
        services.AddScoped<IEventRule, EventSaleRules>();
        services.AddScoped<IEventsOnSale, TicketsOnSale>();
        services.AddScoped<IAccountDeletionBlocker, OrderAccountDeletionBlocker>();
        services.AddScoped<IAccountErasureBlocker, OrderErasureBlocker>();
        return services;
    }
}
