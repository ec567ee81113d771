using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Tells who asks, with one query per request.</summary>
public interface IActorSource
{
    ValueTask<Actor> GetAsync(CancellationToken ct);
}
