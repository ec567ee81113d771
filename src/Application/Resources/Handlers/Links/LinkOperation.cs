namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The operation on a relationship URL: POST adds, PATCH replaces, DELETE removes.</summary>
internal enum LinkOperation
{
    Add,
    Replace,
    Remove,
}
