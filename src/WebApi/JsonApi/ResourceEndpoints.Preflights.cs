using MediatR;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <content>The requests that run before the transaction of a create or update.</content>
internal sealed partial class ResourceEndpoints
{
    private static Func<HttpContext, Task>? Send(Func<HttpContext, IRequest<Unit>>? preflight) =>
        preflight is null ? null : http => MediatorOf(http).Send(preflight(http), http.RequestAborted);

    private static Func<HttpContext, Task>? CreatePreflightOf<T>(Resource<T> resource)
        where T : Entity
    {
        if (resource.DocumentPreflight is { } preflight)
            return http => RunPreflightAsync(http, async () => preflight(null, await DocumentReader.ReadAsync(http)));
        return resource.PreflightUseCase is null
            ? null
            : http => RunPreflightAsync(http, async () => new CreatePreflight<T>(await DocumentReader.ReadAsync(http)));
    }

    private static Func<HttpContext, Task>? UpdatePreflightOf<T>(Resource<T> resource, Func<HttpContext, Task<ResourceKey>> key)
        where T : Entity
    {
        if (resource.DocumentPreflight is { } preflight)
            return http => RunPreflightAsync(http, async () => preflight(await key(http), await DocumentReader.ReadAsync(http)));
        return resource.PreflightUseCase is null
            ? null
            : http => RunPreflightAsync(http, async () => new UpdatePreflight<T>(await key(http), await DocumentReader.ReadAsync(http)));
    }

    private static async Task RunPreflightAsync(HttpContext http, Func<Task<IRequest<Unit>>> request)
    {
        if (MediaType.FindProblem(http.Request, takesBody: true) is null)
            await MediatorOf(http).Send(await request(), http.RequestAborted);
    }
}
