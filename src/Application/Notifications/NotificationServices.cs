using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>What module Notifications needs beside its handlers.</summary>
public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddScoped<EmailDelivery>();
        services.AddScoped<IOutboxConsumer, SendTokenEmail>();
        services.AddScoped<IOutboxConsumer, SendEmail>();
        return services;
    }
}
