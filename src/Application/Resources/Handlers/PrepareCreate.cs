using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Before a create that needs others' answers: reads the document as <see cref="CreateCommand{T}"/> will, and lets the declaration's use case ask them.</summary>
internal sealed record PrepareCreate<T>(JsonElement Document) : IRequest<Unit>
    where T : Entity;

/// <inheritdoc cref="PrepareCreate{T}" />
internal sealed class PrepareCreateHandler<T>(IData data, IGate gate, ResourceCatalog catalog, IMediator mediator)
    : IRequestHandler<PrepareCreate<T>, Unit>
    where T : Entity
{
    public async Task<Unit> Handle(PrepareCreate<T> request, CancellationToken ct)
    {
        var (resource, actor) = (catalog.Of<T>(), gate.Actor);
        if (!actor.IsSignedIn)
            gate.Require(resource.Policy.Create(actor, resource.New()));
        var body = new Body<T>(resource).Read(request.Document, null);
        var row = resource.New();
        body.Changes.ApplyTo(row);
        await Targets.RequireAsync(data, actor, row, body.Keys, ct);
        return await mediator.Send(resource.Preparing!(row, body.Changes), ct);
    }
}

/// <summary>The same before an update.</summary>
internal sealed record PrepareUpdate<T>(Key Key, JsonElement Document) : IRequest<Unit>
    where T : Entity;

/// <inheritdoc cref="PrepareUpdate{T}" />
internal sealed class PrepareUpdateHandler<T>(IData data, IGate gate, ResourceCatalog catalog, IMediator mediator, GetHandler<T> rows)
    : IRequestHandler<PrepareUpdate<T>, Unit>
    where T : Entity
{
    public async Task<Unit> Handle(PrepareUpdate<T> request, CancellationToken ct)
    {
        var (resource, actor) = (catalog.Of<T>(), gate.Actor);
        if (!actor.IsSignedIn)
            gate.Require(Decision.Deny($"A {resource.Type} cannot be changed anonymously."));
        var row = (await rows.Handle(new GetQuery<T>(request.Key, ResourceQuery.Default), ct)).Rows[0];
        var changes = new Body<T>(resource).Read(request.Document, row.Id).Changes.Altering(row);
        gate.Require(resource.Policy.Update(actor, row, changes));
        changes.ApplyTo(row);
        await mediator.Send(resource.Preparing!(row, changes), ct);
        data.Forget();
        return Unit.Value;
    }
}
