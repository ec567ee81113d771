using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Common.Behaviours;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;

namespace OpenEvent.Application;

/// <summary>The only registration of this project: declarations, handlers and validators by scan, and the behaviours in their order.</summary>
public static class ApplicationServices
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        var catalog = ResourceCatalog.Scan();
        services.AddSingleton(catalog);
        services.AddScoped<IMediator>(provider => new Mediator(provider.GetService!));
        foreach (var resource in catalog.All)
            resource.Accept(new HandlerRegistration(services));
        AddNamedHandlers(services);
        services.AddValidatorsFromAssembly(typeof(ApplicationServices).Assembly, includeInternalTypes: true);

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Admission<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validation<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWork<,>));

        services.AddScoped<Gate>();
        services.AddScoped<IGate>(provider => provider.GetRequiredService<Gate>());
        services.AddScoped<Precondition>();
        services.AddScoped<Prepared>();
        services.AddScoped<RowForWriting>();
        services.AddScoped<LinkWriter>();
        return services;
    }

    private static void AddNamedHandlers(IServiceCollection services)
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
