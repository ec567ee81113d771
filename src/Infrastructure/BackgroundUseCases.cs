using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace OpenEvent.Infrastructure;

/// <summary>Use cases that the server asks for by itself.</summary>
internal static class BackgroundUseCases
{
    /// <summary>In a scope of its own, so that each is a unit of work by itself.</summary>
    public static async Task<T> SendAsync<T>(this IServiceScopeFactory scopes, IRequest<T> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
    }
}
