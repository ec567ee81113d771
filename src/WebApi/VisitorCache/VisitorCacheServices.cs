using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>Registers the cache of answers to visitors: ASP.NET Core's output cache, in the memory of this node.</summary>
internal static class VisitorCacheServices
{
    public static void AddVisitorCache(this WebApplicationBuilder builder)
    {
        var settings = builder.AddSettings<VisitorCacheSettings>("VisitorCache");
        builder.Services.AddOutputCache(options =>
        {
            options.SizeLimit = settings.Megabytes * 1_000_000L;
            options.MaximumBodySize = VisitorCacheSettings.MaxAnswerBytes;
            options.AddBasePolicy(new VisitorCachePolicy(settings));
        });
        builder.Services.AddSingleton(_ => new ClockSteps(TimeProvider.System));
        builder.Services.AddSingleton<SharedRead>();
        builder.Services.AddSingleton<VisitorOutputCache>();
        builder.Services.AddSingleton<IVisitorCache>(services => services.GetRequiredService<VisitorOutputCache>());
        builder.Services.AddSingleton<IResettable>(services => services.GetRequiredService<VisitorOutputCache>());
    }

    public static void UseVisitorCache(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IVisitorCache>().IsEnabled)
            return;
        app.UseMiddleware<OutdatedAnswerMiddleware>();
        app.UseOutputCache();
    }

    /// <summary>Lets visitors read from a replica, if there is one. It is the last middleware: it may run the endpoint twice.</summary>
    public static void UseReplica(this WebApplication app)
    {
        if (!string.IsNullOrWhiteSpace(app.Services.GetRequiredService<DatabaseSettings>().ReadConnectionString))
            app.UseMiddleware<ReplicaMiddleware>();
    }
}
