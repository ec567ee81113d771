using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Tells who asks, with one query per request.</summary>
public interface ICurrentActor
{
    ValueTask<Actor> GetAsync(CancellationToken ct);
}
