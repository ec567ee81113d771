using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// Code that runs before the generic create, update or delete saves the row. Write a use case instead if it is more than a few lines.
/// </summary>
internal delegate Task Hook<T>(T row, Changes<T> changes, HookContext context, CancellationToken ct);

/// <summary>The services that a hook can use.</summary>
internal sealed record HookContext(IData Data, Actor Actor, TimeProvider Clock);
