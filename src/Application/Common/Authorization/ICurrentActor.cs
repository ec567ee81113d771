using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The user who sent the request, loaded with one query per request.</summary>
public interface ICurrentActor
{
    ValueTask<Actor> GetAsync(CancellationToken ct);
}
