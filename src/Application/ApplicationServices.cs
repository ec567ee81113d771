using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Common.Behaviours;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;

namespace OpenEvent.Application;

/// <summary>
/// Registers the services of this project. Resource declarations, handlers and validators are found by a scan of the assembly. The
/// behaviours run in the order of their registration.
/// </summary>
public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        var catalog = ResourceCatalog.Scan();
        services.AddSingleton(catalog);
        services.AddScoped<IMediator>(provider => new Mediator(provider.GetService!));
        foreach (var resource in catalog.All)
            resource.Accept(new HandlerRegistration(services));
        AddUseCaseHandlers(services);
        services.AddValidatorsFromAssembly(
            typeof(ApplicationServices).Assembly,
            ServiceLifetime.Singleton, // Rules have no state, and building them for each request costs more than running them.
            includeInternalTypes: true
        );

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LoggingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TokenScopeBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehaviour<,>));

        services.TryAddScoped<WriteSet>();
        services.AddScoped<Authorization>();
        services.AddScoped<IAuthorization>(provider => provider.GetRequiredService<Authorization>());
        services.TryAddSingleton<PlatformSettings>();
        services.AddScoped<StoredFiles>();
        services.AddScoped<ImageStore>();
        services.AddScoped<PictureQueue>();
        services.AddOutboxConsumer<DeleteStoredFile>(DeleteStoredFile.EntryKind);
        services.AddScoped<PendingRejection>();
        services.AddScoped<Precondition>();
        services.AddScoped<Preflight>();
        services.AddScoped<LockedRowFinder>();
        services.AddScoped<LinkWriter>();
        services.AddScoped<KeyWriter>();
        services.AddScoped<BodyReader>();
        return services;
    }

    private static void AddUseCaseHandlers(IServiceCollection services)
    {
        foreach (var type in typeof(ApplicationServices).Assembly.GetTypes())
        {
            if (type.IsAbstract || type.IsGenericTypeDefinition)
                continue;
            foreach (var handled in type.GetInterfaces())
                if (handled.IsGenericType && handled.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
                    services.AddTransient(handled, type);
        }
    }
}
