using Microsoft.Extensions.DependencyInjection;

namespace OpenEvent.Application.Common;

/// <summary>
/// Opens scopes in which the server itself acts: background jobs, outbox consumers and startup. An architecture test lists the callers.
/// </summary>
internal static class ServerScope
{
    public static AsyncServiceScope CreateServerScope(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Authorization>().EnterServer();
        return scope;
    }

    public static AsyncServiceScope CreateServerScope(this IServiceProvider services) =>
        services.GetRequiredService<IServiceScopeFactory>().CreateServerScope();
}
