using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Registers the outbox consumers that make variants of pictures.</summary>
internal static class ImageServices
{
    public static IServiceCollection AddImageVariants<T>(this IServiceCollection services, ImageVariants<T> variants)
        where T : Entity =>
        services.AddScoped<IOutboxConsumer>(provider => new ResizeImage<T>(
            variants,
            provider.GetRequiredService<IData>(),
            provider.GetRequiredService<IAuthorization>(),
            provider.GetRequiredService<ImageStore>(),
            provider.GetRequiredService<IImageEncoder>(),
            provider.GetRequiredService<IImageSizes>(),
            provider.GetRequiredService<ILogger<ResizeImage<T>>>()
        ));
}
