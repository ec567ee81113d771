using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>What a generated route does, for the surface file and the API's description.</summary>
internal sealed record ResourceRoute(Resource Resource, string Operation, Relationship? Relationship = null);
