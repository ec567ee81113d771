using Microsoft.Extensions.DependencyInjection;

namespace OpenEvent.Application.Lab;

/// <summary>What module Lab needs beside its handlers. <see cref="LabSettings"/> come from the configuration, the devices from an adapter.</summary>
public static class LabServices
{
    public static IServiceCollection AddLab(this IServiceCollection services) => services.AddScoped<BookingScheduler>();
}
