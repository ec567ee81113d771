using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Infrastructure.Payments;

namespace OpenEvent.Infrastructure;

/// <summary>Registers the payment provider and its reconciliation job. Requires <see cref="StripeSettings"/>.</summary>
public static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<IPaymentProvider>(provider =>
        {
            var settings = provider.GetRequiredService<StripeSettings>();
            // A limited connection lifetime, so that DNS changes of Stripe take effect.
            var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            {
                Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
            };
            return new StripePaymentProvider(settings, http, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<IScheduledJob, PaymentReconciliation>();
        services.AddMetrics();
        services.AddSingleton<PaymentMetrics>();
        services.AddSingleton<PaymentMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<PaymentMonitor>());
        return services;
    }
}
