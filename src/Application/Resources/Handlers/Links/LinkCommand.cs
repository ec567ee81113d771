using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Adds, replaces or removes links at a relationship URL. Returns whether anything changed, and the id of the row.</summary>
internal sealed record LinkCommand<T>(ResourceKey Key, Relationship<T> Relationship, LinkOperation Operation, JsonElement Document)
    : ICommand<(bool Changed, long Id)>
    where T : Entity;

/// <inheritdoc cref="LinkCommand{T}" />
internal sealed class LinkHandler<T>(
    IAuthorization authorization,
    ResourceCatalog catalog,
    LockedRowFinder rowFinder,
    LinkWriter links,
    KeyWriter keys
) : IRequestHandler<LinkCommand<T>, (bool Changed, long Id)>
    where T : Entity
{
    public async Task<(bool Changed, long Id)> Handle(LinkCommand<T> request, CancellationToken ct)
    {
        var resource = catalog.Of<T>();
        var relationship = request.Relationship;
        if (!authorization.Actor.IsSignedIn)
            authorization.Require(Decision.Deny($"{resource.WithArticleAtStart} cannot be changed anonymously."));
        var row = await rowFinder.FindAsync<T>(request.Key, trashed: false, ct);
        if (relationship.IsPrivate && !resource.Policy.CanSeePrivate(authorization.Actor, row))
            authorization.Require(Decision.Deny($"The {relationship.Name} of this {resource.Type} are private."));
        // The route exists for every relationship, so that clients learn why it cannot be written.
        if (!resource.CanUpdate || (!relationship.IsLinkable && relationship is not IForeignKey<T>))
            authorization.Require(Decision.Deny($"The {relationship.Name} of this {resource.Type} cannot be set here."));
        IReadOnlyList<long> ids;
        try
        {
            ids = Read(request.Document, relationship);
        }
        catch (RejectedException)
        {
            // Only those who may change the row learn what is wrong with their document.
            authorization.Require(resource.Policy.Update(authorization.Actor, row, Changes<T>.None));
            throw;
        }

        if (relationship is IForeignKey<T> key)
            return (await WriteKeyAsync(resource, row, key, request.Operation, ids, ct), row.Id);

        return (await links.WriteLinkageAsync(resource, row, relationship, request.Operation, ids, ct), row.Id);
    }

    private static IReadOnlyList<long> Read(JsonElement document, Relationship relationship)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("data", out var linkage))
            throw RejectedException.Malformed("Missing `data` object.", pointer: "/data");
        List<Problem> problems = [];
        return LinkageReader.Read(linkage, relationship, "/data", problems) ?? throw new RejectedException(RejectionKind.Invalid, problems);
    }

    private Task<bool> WriteKeyAsync(
        Resource<T> resource,
        T row,
        IForeignKey<T> key,
        LinkOperation operation,
        IReadOnlyList<long> ids,
        CancellationToken ct
    )
    {
        long? wanted = ids.Count == 0 ? null : ids[0];
        if (operation == LinkOperation.Remove)
            wanted = wanted is null || wanted == key.GetKey(row) ? null : key.GetKey(row);
        return keys.WriteAsync(resource, row, key, wanted, targetsAreChecked: false, ct);
    }
}
