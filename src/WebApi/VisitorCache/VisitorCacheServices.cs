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
        builder.Services.AddSingleton<IVisitorCache, VisitorOutputCache>();
    }

    public static void UseVisitorCache(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IVisitorCache>().IsEnabled)
            app.UseOutputCache();
    }
}
