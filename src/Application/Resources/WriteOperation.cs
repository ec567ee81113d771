namespace OpenEvent.Application.Resources;

/// <summary>The verbs that a declaration may hang a few lines on.</summary>
internal enum WriteOperation
{
    Create,
    Update,
    Delete,
}
