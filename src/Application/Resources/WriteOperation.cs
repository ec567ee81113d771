namespace OpenEvent.Application.Resources;

/// <summary>The generic operations that can have a <see cref="Hook{T}"/>.</summary>
internal enum WriteOperation
{
    Create,
    Update,
    Delete,
}
