namespace OpenEvent.Application.Resources.Query;

/// <summary>The tree of <c>include=a.b,c</c>.</summary>
internal sealed class IncludeNode
{
    public Dictionary<string, IncludeNode> Children { get; } = [];
}
