using MediatR;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure;

/// <summary>Sends use cases from background jobs.</summary>
internal static class BackgroundUseCases
{
    /// <summary>Sends the request as the server itself, in a new service scope, so that each is a unit of work of its own.</summary>
    public static async Task<T> SendAsync<T>(this IServiceScopeFactory scopes, IRequest<T> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateServerScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct);
    }
}
