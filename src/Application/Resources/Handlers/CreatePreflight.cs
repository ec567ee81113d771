using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Runs the preflight of a create, before its transaction: reads the document like <see cref="CreateCommand{T}"/> and sends the preflight
/// request of the resource declaration.
/// </summary>
internal sealed record CreatePreflight<T>(JsonElement Document) : IRequest<Unit>
    where T : Entity;

/// <inheritdoc cref="CreatePreflight{T}" />
internal sealed class CreatePreflightHandler<T>(
    IAuthorization authorization,
    ResourceCatalog catalog,
    IMediator mediator,
    BodyReader bodies
) : IRequestHandler<CreatePreflight<T>, Unit>
    where T : Entity
{
    public async Task<Unit> Handle(CreatePreflight<T> request, CancellationToken ct)
    {
        var resource = catalog.Of<T>();
        var actor = authorization.Actor;
        if (!actor.IsSignedIn)
            authorization.Require(resource.Policy.Create(actor, resource.NewRow()));
        var (body, row) = await bodies.ReadNewAsync(resource, request.Document, ct);
        return await mediator.Send(resource.PreflightUseCase!(row, body.Changes), ct);
    }
}

/// <summary>Runs the preflight of an update, before its transaction.</summary>
internal sealed record UpdatePreflight<T>(ResourceKey Key, JsonElement Document) : IRequest<Unit>
    where T : Entity;

/// <inheritdoc cref="UpdatePreflight{T}" />
internal sealed class UpdatePreflightHandler<T>(
    IData data,
    IAuthorization authorization,
    ResourceCatalog catalog,
    IMediator mediator,
    BodyReader bodies,
    GetHandler<T> rows
) : IRequestHandler<UpdatePreflight<T>, Unit>
    where T : Entity
{
    public async Task<Unit> Handle(UpdatePreflight<T> request, CancellationToken ct)
    {
        var resource = catalog.Of<T>();
        var actor = authorization.Actor;
        if (!actor.IsSignedIn)
            authorization.Require(Decision.Deny($"{resource.WithArticleAtStart} cannot be changed anonymously."));
        var row = (await rows.Handle(new GetQuery<T>(request.Key, ResourceQuery.Default), ct)).Rows[0];
        var changes = bodies.ReadChange(resource, row, request.Document).Changes.ThatWouldChange(row);
        authorization.Require(resource.Policy.Update(actor, row, changes));
        changes.ApplyTo(row);
        await mediator.Send(resource.PreflightUseCase!(row, changes), ct);
        data.ClearTracking();
        return Unit.Value;
    }
}
