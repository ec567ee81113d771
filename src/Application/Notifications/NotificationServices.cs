using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Registers the services of the Notifications module. Its handlers are found by assembly scan.</summary>
public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<EmailDelivery>();
        services.AddScoped<UnsubscribeLinks>();
        services.AddOutboxConsumer<SendTokenEmail>(OutgoingTokenEmail.Kind);
        services.AddOutboxConsumer<SendEmail>(OutgoingEmail.Kind);
        return services;
    }
}
