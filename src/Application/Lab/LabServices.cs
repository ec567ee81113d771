using Microsoft.Extensions.DependencyInjection;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Registers the services of module Lab. <see cref="LabSettings"/> and the devices are registered elsewhere: by the host and by
/// Infrastructure.
/// </summary>
public static class LabServices
{
    public static IServiceCollection AddLab(this IServiceCollection services) =>
        services
            .AddScoped<BookingScheduler>()
            .AddSingleton<CallBudget>()
            .AddScoped<DeviceCaller>()
            .AddScoped<LabFinder>()
            .AddScoped<OldOutputs>()
            .AddScoped<ScriptQuota>()
            .AddSingleton<LessonCatalogue>()
            .AddSingleton<RunViewerSlots>()
            .AddSingleton<ScriptRunner>()
            .AddSingleton<LiveFeeds>()
            .AddSingleton<LiveStreamSlots>()
            .AddSingleton<LiveViewerSlots>();
}
