using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>Endpoint metadata of a generated route, for the surface file and the OpenAPI description.</summary>
/// <param name="Operation">
/// <c>list</c>, <c>get</c>, <c>create</c>, <c>update</c>, <c>delete</c>, <c>related</c>, <c>linkage</c>, <c>add</c>, <c>replace</c> or
/// <c>remove</c>.
/// </param>
/// <param name="Relationship">The relationship of a related or relationship URL, otherwise null.</param>
/// <param name="Owner">
/// The owner in the path of a write to a related row, such as <c>event</c> in <c>PATCH /v1/events/1/…</c>; otherwise null.
/// </param>
/// <param name="IsForVisitors">
/// Whether its answers depend on nothing but rows of the two resources, so that they may be kept for visitors if the resources allow it.
/// </param>
internal sealed record ResourceRoute(
    Resource Resource,
    string Operation,
    Relationship? Relationship = null,
    Resource? Owner = null,
    bool IsForVisitors = false
);
