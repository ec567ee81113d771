using Microsoft.AspNetCore.Http.Metadata;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The largest body of a route, in bytes, in place of the server's limit.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
