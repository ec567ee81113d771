using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Description;

/// <summary>
/// The operation ids of the API description, which generated clients use as names of methods. They are words, and do not change: those of
/// named routes stand in <c>Description/Routes</c>, those of resources follow from the declaration, e.g. <c>listTicketsOfEvent</c>.
/// </summary>
internal static class OperationNames
{
    /// <param name="path">The path of the operation in the document.</param>
    public static string Of(RouteEndpoint endpoint, string method, string path) =>
        endpoint.Metadata.GetMetadata<ResourceRoute>() is { } route
            ? OfResource(route, path)
            : RouteDescriptions.Find(method, endpoint.RoutePattern)?.Name ?? method.ToLowerInvariant() + ToWords(path);

    /// <summary>The words of an operation id: <c>List tickets of event</c> for <c>listTicketsOfEvent</c>.</summary>
    public static string ToTitle(string id) =>
        char.ToUpperInvariant(id[0])
        + string.Concat(id.Skip(1).Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string OfResource(ResourceRoute route, string path)
    {
        var owner = route.Resource;
        var one = ToWords(owner.Path.StartsWith("lab/", StringComparison.Ordinal) ? AddLab(owner.Type) : owner.Type);
        var related = ToWords(route.Relationship?.Name ?? "");
        var rows = $"/v1/{owner.Path}";
        var links = $"{rows}/{{key}}/relationships/{route.Relationship?.Name}";
        var (name, usualPath) = route.Operation switch
        {
            "list" => ("list" + ToWords(owner.Path), rows),
            "create" => ("create" + one, rows),
            "get" or "update" or "delete" => (route.Operation + one, $"{rows}/{{key}}"),
            "related" => (
                $"{(route.Relationship!.IsToMany ? "list" : "get")}{related}Of{one}",
                $"{rows}/{{key}}/{route.Relationship.Name}"
            ),
            "linkage" => ($"get{related}LinkageOf{one}", links),
            "replace" => ($"set{related}Of{one}", links),
            "add" => ($"add{related}To{one}", links),
            _ => ($"remove{related}From{one}", links),
        };
        // Some rows are also found at other paths, which older clients use.
        return path == usualPath ? name : $"{name}At{ToWords(path)}";
    }

    private static string AddLab(string type) => type.StartsWith("lab-", StringComparison.Ordinal) ? type : $"lab-{type}";

    /// <summary>The parts of a path or a name, each with a capital letter, without the key of the row.</summary>
    private static string ToWords(string text) =>
        string.Concat(
            text.Split('/')
                .Where(part => part is not ("{key}" or "v1"))
                .SelectMany(part => part.Split('-', '_', '.', '{', '}'))
                .Where(word => word.Length > 0)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );
}
