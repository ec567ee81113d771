using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing.Patterns;

namespace OpenEvent.WebApi.Description;

/// <summary>The descriptions of the named routes: the embedded files of <c>Description/Routes</c>, one for each tag.</summary>
internal static class RouteDescriptions
{
    private const string Folder = "Routes/";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private static readonly Lazy<IReadOnlyDictionary<string, RouteDescription>> Embedded = new(Read);

    /// <summary>All descriptions by method and path, e.g. <c>POST /v1/orders/calculate-amount</c>.</summary>
    /// <exception cref="InvalidOperationException">Two files describe the same route.</exception>
    /// <exception cref="JsonException">A file has an unknown or a missing member.</exception>
    public static IReadOnlyDictionary<string, RouteDescription> All => Embedded.Value;

    public static RouteDescription? Find(string method, RoutePattern route) => All.GetValueOrDefault(KeyOf(method, route));

    public static string KeyOf(string method, RoutePattern route) => $"{method} /{route.RawText!.TrimStart('/')}";

    private static Dictionary<string, RouteDescription> Read()
    {
        var all = new Dictionary<string, RouteDescription>();
        var assembly = typeof(RouteDescriptions).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, description) in JsonSerializer.Deserialize<Dictionary<string, RouteDescription>>(file, Options)!)
                if (!all.TryAdd(key, description))
                    throw new InvalidOperationException($"{name} describes {key}, which another file describes too.");
        }

        return all;
    }
}
