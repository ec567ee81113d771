using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Reads documents. If one is invalid, the policy is asked before the errors are reported: only those who may write a row learn what is
/// wrong with their document.
/// </summary>
internal sealed class BodyReader(IData data, IAuthorization authorization, PendingRejection pending)
{
    /// <summary>Reads the document of a new row, and checks the rows to which it links.</summary>
    /// <returns>The document and a row with its values.</returns>
    /// <exception cref="RejectedException">See <see cref="ResourceBody{T}.Read"/>; NotFound or Forbidden for a linked row.</exception>
    public async Task<(ResourceBody<T> Body, T Row)> ReadNewAsync<T>(Resource<T> resource, JsonElement document, CancellationToken ct)
        where T : Entity
    {
        var body = new ResourceBody<T>(resource);
        RejectedException? rejection = null;
        try
        {
            body.Read(document, row: null);
        }
        catch (RejectedException invalid)
        {
            rejection = invalid;
        }

        var row = resource.NewRow();
        body.Changes.ApplyTo(row);
        if (rejection is not null && !authorization.Actor.IsSignedIn)
            authorization.Require(resource.Policy.Create(authorization.Actor, row));
        // No policy can decide about a row without its required links.
        if (rejection is null || body.HasRequiredKeys)
            await RelationshipTargets.RequireAsync(data, authorization, row, body.Keys, isNew: true, ct);
        if (rejection is null)
            return (body, row);
        if (!body.HasRequiredKeys)
            throw rejection;
        if (resource.CreateUseCase is null)
        {
            authorization.Require(resource.Policy.Create(authorization.Actor, row));
            throw rejection;
        }

        pending.Set(rejection); // The use case asks its own policy.
        return (body, row);
    }

    /// <summary>Reads the document of a change of <paramref name="row"/>.</summary>
    /// <exception cref="RejectedException">See <see cref="ResourceBody{T}.Read"/>.</exception>
    public ResourceBody<T> ReadChange<T>(Resource<T> resource, T row, JsonElement document)
        where T : Entity
    {
        try
        {
            return new ResourceBody<T>(resource).Read(document, row);
        }
        catch (RejectedException)
        {
            authorization.Require(resource.Policy.Update(authorization.Actor, row, Changes<T>.None));
            throw;
        }
    }
}
