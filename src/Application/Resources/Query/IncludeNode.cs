namespace OpenEvent.Application.Resources.Query;

/// <summary>A node of the tree of relationship names in <c>include=a.b,c</c>.</summary>
internal sealed class IncludeNode
{
    public Dictionary<string, IncludeNode> Children { get; } = [];
}
