using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.Bench.ReadCost;

/// <summary>
/// Generates the requests from the declarations: each list of rows, its largest page, a late page, each include, and a filter and a sort
/// order by each attribute. A type with several lists has the includes, filters and sort orders at the first, and one include at each
/// other.
/// </summary>
internal sealed partial class ReadRequests
{
    private static readonly int[] Largest = [0];
    private static readonly int[] Page = [20];
    private static readonly int[] Included = [0, 100, 20];

    private readonly List<ReadRequest> _requests = [];
    private readonly HashSet<string> _done = [];

    public static async Task<List<ReadRequest>> ListAsync(string connectionString, string folder)
    {
        await using var app = await MeasuredServer.BuildAsync(connectionString, Path.Combine(folder, "routes"));
        var requests = new ReadRequests();
        var routes =
            from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            let route = endpoint.Metadata.GetMetadata<ResourceRoute>()
            where route?.Operation == "list" || (route?.Operation == "related" && route.Relationship!.IsToMany)
            orderby route.Operation, endpoint.RoutePattern.RawText
            select (Pattern: endpoint.RoutePattern.RawText!, Route: route);
        foreach (var (pattern, route) in routes)
        {
            var list = Parameter().Replace(pattern, $"{RowFiller.FirstId}");
            var rows = route.Operation == "list" ? route.Resource : route.Relationship!.TargetResource!;
            var isPrivate = route.Relationship?.IsPrivate == true;
            requests.Add(list, "", Largest, isPrivate);
            requests.Add(list, "page[number]=100", Page, isPrivate);
            rows.Accept(new Visitor(requests, list, isFirst: requests._done.Add(rows.Type), isPrivate));
        }

        return requests._requests;
    }

    private void Add(string list, string query, IReadOnlyList<int> sizes, bool isPrivate) =>
        _requests.Add(new ReadRequest(list, query, sizes, isPrivate));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    private sealed class Visitor(ReadRequests requests, string list, bool isFirst, bool isPrivate) : IResourceVisitor
    {
        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            var names = resource.Relationships.Select(r => r.Name).ToList();
            if (!isFirst)
            {
                if (names.Count > 0)
                    requests.Add(list, $"include={names[requests._requests.Count % names.Count]}", Included, isPrivate);
                return;
            }

            foreach (var relationship in resource.Relationships)
            {
                requests.Add(list, $"include={relationship.Name}", Included, isPrivate);
                if (relationship.TargetResource is not null)
                    AddFilter(relationship.Name, relationship.IsToMany ? "any" : "has", """{"name":"id","op":"gt","val":"5"}""");
            }

            requests.Add(list, $"include={string.Join(',', names)}", Included, isPrivate);
            foreach (var field in resource.Fields.Where(f => f is { IsStored: true, IsWriteOnly: false, IsFilterable: true }))
            {
                if (field.ValueType == typeof(string))
                {
                    AddFilter(field.Name, "ilike", "\"%x7q%\"");
                    AddFilter(field.Name, "ilike", "\"%a%e%\"");
                }
                else
                {
                    AddFilter(field.Name, "ne", "null");
                }

                requests.Add(list, $"sort=-{field.Name}", Page, isPrivate);
            }
        }

        private void AddFilter(string name, string op, string value)
        {
            var filter = $$"""[{"name":"{{name}}","op":"{{op}}","val":{{value}}}]""";
            requests.Add(list, $"filter={Uri.EscapeDataString(filter)}", Page, isPrivate);
        }
    }
}
