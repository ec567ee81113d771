using OpenEvent.Application.Platform;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Marks a route whose bodies are uploads: <see cref="UploadLimitMiddleware"/> admits them.</summary>
internal sealed record UploadLimit(UploadKind Kind);
