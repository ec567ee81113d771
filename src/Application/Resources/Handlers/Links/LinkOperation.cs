namespace OpenEvent.Application.Resources.Handlers;

/// <summary>What a relationship URL is asked to do: POST, PATCH, DELETE.</summary>
internal enum LinkOperation
{
    Add,
    Replace,
    Remove,
}
