using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A few lines before a generic verb; what grows past that wants to be a use case.</summary>
internal delegate Task Hook<T>(T row, Changes<T> changes, HookContext context, CancellationToken ct);

/// <summary>What a hook may use.</summary>
internal sealed record HookContext(IData Data, Actor Actor, TimeProvider Clock);
