using OpenEvent.Application.Notifications;

namespace OpenEvent.Infrastructure.Security;

/// <summary>The pages' address from the setting <c>Frontend:Url</c>.</summary>
internal sealed class ConfiguredFrontend(string? url) : IFrontend
{
    private readonly string _url = (url is { Length: > 0 } ? url : "http://localhost:4200").TrimEnd('/');

    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) => ValueTask.FromResult(_url + pathAndQuery);
}
