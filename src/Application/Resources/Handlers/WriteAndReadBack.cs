using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// Writes a row and reads the response document in one transaction. If the document is rejected, e.g. because an include has too many rows,
/// nothing is written.
/// </summary>
internal sealed record WriteAndReadBack<T>(ICommand<T> Write, ResourceQuery Query) : ICommand<Page<T>>
    where T : Entity;

/// <inheritdoc cref="WriteAndReadBack{T}" />
internal sealed class WriteAndReadBackHandler<T>(IAuthorization authorization, IMediator mediator)
    : IRequestHandler<WriteAndReadBack<T>, Page<T>>
    where T : Entity
{
    public async Task<Page<T>> Handle(WriteAndReadBack<T> request, CancellationToken ct)
    {
        var written = await mediator.Send(request.Write, ct);
        var page = await mediator.Send(new ReadBackQuery<T>(written.Id, request.Query), ct);
        authorization.AllowAnyone(); // The unit of work of the write has made sure that it was authorized.
        return page;
    }
}
