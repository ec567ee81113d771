using Microsoft.Extensions.DependencyInjection;

namespace OpenEvent.Application.Common;

/// <summary>Registers consumers of the outbox. Each is created for its own kind only, so that one that fails stops no other.</summary>
public static class OutboxServices
{
    /// <inheritdoc cref="OutboxKind" path="/param" />
    public static IServiceCollection AddOutboxConsumer<T>(
        this IServiceCollection services,
        string kind,
        int? maxAttempts = null,
        int? maxAtOnce = null
    )
        where T : class, IOutboxConsumer =>
        services.AddSingleton(new OutboxKind(kind, maxAttempts, maxAtOnce)).AddKeyedScoped<IOutboxConsumer, T>(kind);
}
