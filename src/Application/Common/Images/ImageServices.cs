using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Registers the outbox consumers that make variants of pictures.</summary>
internal static class ImageServices
{
    /// <summary>The server of a picture may fail on purpose, so it is not asked many times.</summary>
    private const int MaxAttempts = 3;

    public static IServiceCollection AddImageVariants<T>(this IServiceCollection services, ImageVariants<T> variants)
        where T : Entity =>
        services
            .AddSingleton(new OutboxKind(variants.Kind, MaxAttempts))
            .AddKeyedScoped<IOutboxConsumer>(variants.Kind, (provider, _) =>
                new ResizeImage<T>(
                    variants,
                    provider.GetRequiredService<IData>(),
                    provider.GetRequiredService<IAuthorization>(),
                    provider.GetRequiredService<ImageStore>(),
                    provider.GetRequiredService<IImageEncoder>(),
                    provider.GetRequiredService<IImageSizes>(),
                    provider.GetRequiredService<ILogger<ResizeImage<T>>>()
                )
            );
}
