using MediatR;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Registers the generic handlers once for each entity type. The container cannot resolve open generic handlers that have nested type
/// arguments.
/// </summary>
internal sealed class HandlerRegistration(IServiceCollection services) : IResourceVisitor, IRelationshipVisitor
{
    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        services.AddTransient<IRequestHandler<ListQuery<T>, Page<T>>, ListHandler<T>>();
        services.AddTransient<IRequestHandler<GetQuery<T>, Page<T>>, GetHandler<T>>();
        services.AddTransient<IRequestHandler<ReadBackQuery<T>, Page<T>>, ReadBackHandler<T>>();
        services.AddTransient<IRequestHandler<WriteAndReadBack<T>, Page<T>>, WriteAndReadBackHandler<T>>();
        services.AddTransient<IRequestHandler<CreateCommand<T>, T>, CreateHandler<T>>();
        services.AddTransient<IRequestHandler<UpdateCommand<T>, T>, UpdateHandler<T>>();
        services.AddTransient<IRequestHandler<DeleteCommand<T>, Unit>, DeleteHandler<T>>();
        services.AddTransient<IRequestHandler<LinkCommand<T>, (bool Changed, long Id)>, LinkHandler<T>>();
        if (resource.PreflightUseCase is not null)
        {
            services.AddTransient<GetHandler<T>>();
            services.AddTransient<IRequestHandler<CreatePreflight<T>, Unit>, CreatePreflightHandler<T>>();
            services.AddTransient<IRequestHandler<UpdatePreflight<T>, Unit>, UpdatePreflightHandler<T>>();
        }

        resource.AcceptRelationships(this);
    }

    public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity =>
        services.AddTransient<IRequestHandler<LinkageQuery<T, TTarget>, LinkageResult>, LinkageHandler<T, TTarget>>();
}
