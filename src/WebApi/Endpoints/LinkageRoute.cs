using MediatR;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Relationship URLs whose names in the reference server differ from the names of the relationships.</summary>
internal static class LinkageRoute
{
    /// <summary>A handler that sends the linkage of a relationship. The row is named by <c>{key}</c> in the path.</summary>
    public static Delegate Of<T, TTarget>(ResourceCatalog catalog, string name)
        where T : Entity
        where TTarget : Entity
    {
        var owner = catalog.Of<T>();
        var relationship = (Relationship<T, TTarget>)owner.FindRelationship(name)!;
        return async (string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
        {
            var linkage = await mediator.Send(new LinkageQuery<T, TTarget>(new ResourceKey(key), relationship), ct);
            await DocumentSender.SendLinkageAsync(http, owner, relationship, linkage);
        };
    }
}
